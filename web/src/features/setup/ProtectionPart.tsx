// Protected mode: on by one click, off by two people, and who is exempt from it until when.
// - It says what it does and what it does not: it deters, the redaction protects.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { askToSwitchOff, decideOff, protectionQuery, switchOn } from "#api/protection";
import type { Protection } from "#api/types";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { ReasonDialog } from "#ui/ReasonDialog";
import { Failed, Note } from "#ui/states";
import { useOffers } from "#ui/useRoles";
import { Exemptions } from "./Exemptions";
import type { PartProps } from "./part";
import styles from "./setup.module.css";
import { usePublish } from "./usePublish";

interface StateProps {
  readonly project: string;
  readonly protection: Protection;
}

/** Somebody asked to switch it off: the reason, and what one may do about it. */
function Asked({ project, protection }: StateProps) {
  const t = useText("protection");
  const offers = useOffers();
  const decide = usePublish(project, (verb: "approve" | "decline") =>
    decideOff(project, protection.asked?.id ?? "", verb),
  );
  const { asked } = protection;
  if (asked === null) return null;
  const who = asked.by.name ?? t("person.code", { code: asked.by.code });
  return (
    <Note
      tone="warn"
      title={asked.is_own ? t("asked.own") : t("asked.by", { who })}
      action={
        <Group gap="xs" wrap="nowrap">
          {!asked.is_own && offers("end-protection") && (
            <Button
              size="compact-sm"
              variant="default"
              loading={decide.isPending && decide.variables === "approve"}
              onClick={() => decide.mutate("approve")}
            >
              {t("asked.approve")}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="default"
            loading={decide.isPending && decide.variables === "decline"}
            onClick={() => decide.mutate("decline")}
          >
            {t(asked.is_own ? "asked.takeBack" : "asked.decline")}
          </Button>
        </Group>
      }
    >
      “{asked.reason}” {asked.is_own && t("asked.wait")}
      {decide.isError && <Failed error={decide.error} />}
    </Note>
  );
}

function Switch({ project, protection }: StateProps) {
  const t = useText("protection");
  const offers = useOffers();
  const [isAsking, setAsking] = useState(false);
  const on = usePublish(project, () => switchOn(project));
  const off = usePublish(project, (reason: string) => askToSwitchOff(project, reason));
  if (protection.since === null) {
    return (
      <>
        <p className={styles["version"]}>{t("state.off")}</p>
        {on.isError && <Failed error={on.error} />}
        <Group>
          <Button loading={on.isPending} onClick={() => on.mutate(undefined)}>
            {t("switch.on")}
          </Button>
          <span className={styles["quiet"]}>{t("switch.onAbout")}</span>
        </Group>
      </>
    );
  }
  return (
    <>
      <p className={styles["version"]}>{t("state.on", { since: day(protection.since) })}</p>
      <Asked project={project} protection={protection} />
      {protection.asked === null && offers("end-protection") && (
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t("switch.off")}
          </Button>
          <span className={styles["quiet"]}>{t("switch.offAbout")}</span>
        </Group>
      )}
      {isAsking && (
        <ReasonDialog
          title={t("off.title")}
          about={t("off.about")}
          label={t("off.reason")}
          confirm={t("off.ask")}
          busy={off.isPending}
          error={off.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => off.mutate(reason, { onSuccess: () => setAsking(false) })}
        />
      )}
    </>
  );
}

/** What it is good for, in plain words. */
function Honestly() {
  const t = useText("protection");
  return (
    <div className={styles["honestly"]}>
      <div>
        <h2>{t("does.title")}</h2>
        <ul>
          <li>{t("does.picture")}</li>
          <li>{t("does.copy")}</li>
          <li>{t("does.mark")}</li>
        </ul>
      </div>
      <div>
        <h2>{t("doesNot.title")}</h2>
        <ul>
          <li>{t("doesNot.photo")}</li>
          <li>{t("doesNot.browser")}</li>
          <li>{t("doesNot.readers")}</li>
          <li>{t("doesNot.stewards")}</li>
        </ul>
      </div>
    </div>
  );
}

export function ProtectionPart({ project, mayEdit }: PartProps) {
  const protection = useQuery(protectionQuery(project));
  return (
    <Loaded query={protection}>
      {(loaded) => (
        <Stack maw={860}>
          <Switch project={project} protection={loaded} />
          <Honestly />
          <Exemptions project={project} mayExempt={mayEdit} exemptions={loaded.exemptions} />
        </Stack>
      )}
    </Loaded>
  );
}
