// Suspending somebody here, letting them in again, or removing them: each says first what it does.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { removeMember, resumeMember, suspendMember } from "#api/projects";
import type { Member } from "#api/types";
import { useText } from "#i18n/Text";
import { Failed, Note } from "#ui/states";
import styles from "./people.module.css";

type Act = "suspend" | "resume" | "remove";

const ACTS = { suspend: suspendMember, resume: resumeMember, remove: removeMember };

interface StandingProps {
  readonly project: string;
  readonly member: Member;
  readonly onGone: () => void;
}

export function Standing({ project, member, onGone }: StandingProps) {
  const t = useText("people");
  const [asked, setAsked] = useState<Act | null>(null);
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: (act: Act) => ACTS[act](project, member.user_id),
    onSuccess: async (_, act) => {
      setAsked(null);
      if (act === "remove") onGone();
      await queries.invalidateQueries({ queryKey: ["project", project, "members"] });
    },
  });
  const ask = (act: Act) => {
    change.reset();
    setAsked(act);
  };
  const offered: readonly Act[] =
    member.suspended === null ? ["suspend", "remove"] : ["resume", "remove"];
  return (
    <section aria-label={t("standing")}>
      <h3 className={styles["part"]}>{t("standing")}</h3>
      {asked === null ? (
        <Group>
          {offered.map((act) => (
            <Button key={act} size="compact-sm" variant="default" onClick={() => ask(act)}>
              {t(`standing.${act}`)}
            </Button>
          ))}
        </Group>
      ) : (
        <Stack gap="xs">
          <Note tone={asked === "resume" ? "info" : "warn"}>
            {t(`standing.${asked}About`, { name: member.name })}
          </Note>
          {change.isError && <Failed error={change.error} />}
          <Group justify="flex-end">
            <Button size="compact-sm" variant="default" onClick={() => setAsked(null)}>
              {t("cancel")}
            </Button>
            <Button
              size="compact-sm"
              data-autofocus
              loading={change.isPending}
              {...(asked === "remove" ? { color: "red" } : {})}
              onClick={() => change.mutate(asked)}
            >
              {t(`standing.${asked}Go`, { name: member.name })}
            </Button>
          </Group>
        </Stack>
      )}
    </section>
  );
}
