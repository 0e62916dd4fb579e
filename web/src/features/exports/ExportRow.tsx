// One export: what it is, where it stands, and what can be done about it.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { approveExport, exportsQuery, fetchBundle, refuseExport } from "#api/release";
import type { Export } from "#api/types";
import { dayAndTime, size } from "#lib/time";
import { ReasonDialog } from "#ui/ReasonDialog";
import { StateWord } from "#ui/StateWord";
import { Failed } from "#ui/states";
import { useOffers } from "#ui/useRoles";
import styles from "./exports.module.css";
import { CONTENTS, formatName, STATES } from "./words";

interface ExportRowProps {
  readonly project: string;
  readonly item: Export;
}

type Act = "approve" | "refuse";

/** The browser has taken a file over by then. */
const SAVED_AFTER_MS = 60_000;

const SAY = {
  approve: {
    title: "Approve this export",
    about: "You say that these labels may leave. It is logged under your name.",
    confirm: "Approve",
  },
  refuse: {
    title: "Refuse this export",
    about: "Nothing leaves. Whoever asked sees that it was refused.",
    confirm: "Refuse",
    danger: true,
  },
} as const;

function ActDialog({
  project,
  item,
  act,
  onClose,
}: ExportRowProps & { readonly act: Act; readonly onClose: () => void }) {
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
      {...SAY[act]}
      label="Reason"
      busy={decide.isPending}
      error={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
    />
  );
}

function Facts({ item }: { readonly item: Export }) {
  const counts = Object.entries(item.counts ?? {}).map(
    ([name, amount]) => `${amount.toLocaleString("en")} ${name.replace(/_/g, " ")}`,
  );
  const facts = [
    `requested ${dayAndTime(item.requested_at)}${item.mine ? " by you" : ""}`,
    ...counts,
    ...(item.size === null ? [] : [size(item.size)]),
  ];
  return <p className={styles["facts"]}>{facts.join(" · ")}</p>;
}

/** Hand a file over to the browser, which saves it where downloads go. */
function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVED_AFTER_MS);
}

function Download({ project, item }: ExportRowProps) {
  const [share, setShare] = useState(0);
  const fetching = useMutation({
    mutationFn: () => fetchBundle(project, item, setShare),
    onSuccess: (bundle) => save(bundle, `sealmark-${item.id}.zip`),
  });
  return (
    <>
      {fetching.isError && <Failed error={fetching.error} />}
      <Button
        size="compact-sm"
        variant="default"
        disabled={fetching.isPending}
        onClick={() => fetching.mutate()}
      >
        {fetching.isPending ? `Downloading, ${Math.floor(100 * share)} %` : "Download"}
      </Button>
    </>
  );
}

export function ExportRow({ project, item }: ExportRowProps) {
  const [act, setAct] = useState<Act | null>(null);
  const offers = useOffers();
  const [tone, word] = STATES[item.state];
  return (
    <li className={styles["row"]}>
      <div>
        <p className={styles["what"]}>
          {formatName(item.format)}, {CONTENTS[item.content]}
        </p>
        <Facts item={item} />
        {item.failure !== null && <p className={styles["failure"]}>{item.failure}</p>}
      </div>
      <StateWord tone={tone}>{word}</StateWord>
      <div className={styles["acts"]}>
        {item.state === "ready" && offers("request-export") && (
          <Download project={project} item={item} />
        )}
        {item.can_approve && (
          <>
            <Button size="compact-sm" onClick={() => setAct("approve")}>
              Approve
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAct("refuse")}>
              Refuse
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
