// One export: what it is, where it stands, who is missing, and what can be done about it.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { approveExport, cancelExport, exportsQuery, refuseExport } from "#api/release";
import type { Export } from "#api/types";
import { retold } from "#i18n/refusals";
import { useText } from "#i18n/Text";
import { day, dayAndTime, size } from "#lib/time";
import { ReasonDialog } from "#ui/ReasonDialog";
import { StateWord } from "#ui/StateWord";
import { Failed } from "#ui/states";
import { useOffers } from "#ui/useRoles";
import { again } from "./choice";
import { Download } from "./Download";
import styles from "./exports.module.css";
import { RequestDialog } from "./RequestDialog";
import { Stages } from "./Stages";
import { choiceTexts, contentName, countText, formatName, stateOf } from "./words";

interface ExportRowProps {
  readonly project: string;
  readonly item: Export;
}

type Act = "approve" | "refuse";

function ActDialog({
  project,
  item,
  act,
  onClose,
}: ExportRowProps & { readonly act: Act; readonly onClose: () => void }) {
  const t = useText("exports");
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (reason: string) =>
      act === "approve"
        ? approveExport(project, item.id, reason)
        : refuseExport(project, item.id, reason),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(exportsQuery(project));
    },
  });
  return (
    <ReasonDialog
      title={t(`${act}.title`)}
      about={t(`${act}.about`)}
      confirm={t(act)}
      danger={act === "refuse"}
      label={t("reason.label")}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
    />
  );
}

function Facts({ item }: { readonly item: Export }) {
  const t = useText("exports");
  const at = dayAndTime(item.requested_at);
  const kept = item.state === "expired" ? "kept.gone" : "kept.until";
  const facts = [
    item.mine ? t("requested.mine", { at }) : t("requested", { at }),
    ...choiceTexts(item),
    ...Object.entries(item.counts ?? {}).map(([name, amount]) => countText(name, amount)),
    ...(item.size === null ? [] : [size(item.size)]),
    ...(item.expires_at === null ? [] : [t(kept, { day: day(item.expires_at) })]),
  ];
  return <p className={styles["facts"]}>{facts.join(" · ")}</p>;
}

/** Whose word is missing, by role; whether anybody can give it. */
function Missing({ item }: { readonly item: Export }) {
  const t = useText("exports");
  if (item.state !== "waiting_for_approval") return null;
  if (item.approvers === 0) return <p className={styles["failure"]}>{t("missing.nobody")}</p>;
  if (item.can_approve) return <p className={styles["facts"]}>{t("missing.you")}</p>;
  return <p className={styles["facts"]}>{t("missing.steward", { count: item.approvers })}</p>;
}

function Cancel({ project, item }: ExportRowProps) {
  const t = useText("exports");
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelExport(project, item.id),
    onSettled: () => queries.invalidateQueries(exportsQuery(project)),
  });
  return (
    <>
      {cancel.isError && <Failed error={cancel.error} />}
      <Button
        size="compact-sm"
        variant="default"
        loading={cancel.isPending}
        onClick={() => cancel.mutate()}
      >
        {t("cancel")}
      </Button>
    </>
  );
}

const UNDER_WAY: ReadonlySet<string> = new Set([
  "waiting_for_approval",
  "waiting_for_log",
  "building",
]);

const ENDED: ReadonlySet<string> = new Set(["failed", "refused", "cancelled", "expired"]);

function AskAgain({ project, item }: ExportRowProps) {
  const t = useText("exports");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t("again")}
      </Button>
      {isOpen && (
        <RequestDialog project={project} begin={again(item)} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

export function ExportRow({ project, item }: ExportRowProps) {
  const t = useText("exports");
  const [act, setAct] = useState<Act | null>(null);
  const offers = useOffers();
  const [tone, word] = stateOf(item.state);
  return (
    <li className={styles["row"]}>
      <div>
        <p className={styles["what"]}>
          {formatName(item.format)}, {contentName(item.content)}
        </p>
        <Facts item={item} />
        <Missing item={item} />
        {UNDER_WAY.has(item.state) && <Stages item={item} />}
        {item.failure !== null && (
          <p className={styles["failure"]}>
            {retold({ error: item.failure_code ?? "", message: item.failure })}
          </p>
        )}
      </div>
      <StateWord tone={tone}>{word}</StateWord>
      <div className={styles["acts"]}>
        {item.state === "ready" && offers("request-export") && (
          <Download project={project} item={item} />
        )}
        {ENDED.has(item.state) && offers("request-export") && (
          <AskAgain project={project} item={item} />
        )}
        {item.can_cancel && <Cancel project={project} item={item} />}
        {item.can_approve && (
          <>
            <Button size="compact-sm" onClick={() => setAct("approve")}>
              {t("approve")}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAct("refuse")}>
              {t("refuse")}
            </Button>
          </>
        )}
      </div>
      {act !== null && (
        <ActDialog project={project} item={item} act={act} onClose={() => setAct(null)} />
      )}
    </li>
  );
}
