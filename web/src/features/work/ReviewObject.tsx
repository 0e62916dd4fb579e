// The reviewer's decision about the picked mark: right, corrected in place, or back with a comment.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Textarea } from "@mantine/core";
import { useStore } from "zustand";
import type { SpanChange } from "#editors/core/changes";
import { useText } from "#i18n/Text";
import { Key } from "#ui/Key";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

interface ReviewObjectProps {
  readonly workspace: Workspace;
  readonly change: SpanChange;
}

/** What it was and what it is, in words. */
function WasIs({ workspace, change }: ReviewObjectProps) {
  const { editor } = workspace;
  if (change.kind !== "changed") return null;
  const told = (span: typeof change.span) =>
    `${editor.quote(span)} (${editor.paints.get(span.class_id)?.name ?? "?"})`;
  return (
    <p className={styles["wasIs"]} dir="auto">
      <s>{told(change.was)}</s> → {told(change.span)}
    </p>
  );
}

export function ReviewObject({ workspace, change }: ReviewObjectProps) {
  const t = useText("work");
  const { decisions } = workspace;
  const { notes, accepted } = useStore(decisions.store);
  const { id } = change.kind === "removed" ? change.was : change.span;
  const isAccepted = accepted[id] === true;
  return (
    <section className={styles["decision"]} aria-label={t("decision.title")}>
      <WasIs workspace={workspace} change={change} />
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant={isAccepted ? "filled" : "default"}
          aria-pressed={isAccepted}
          onClick={() => decisions.toggleAccepted(id)}
          rightSection={<Key>E</Key>}
          aria-keyshortcuts="E"
        >
          {t(isAccepted ? "decision.isRight" : "decision.right")}
        </Button>
      </Group>
      <Textarea
        label={t("decision.comment")}
        description={t("decision.commentAbout")}
        data-note={id}
        autosize
        minRows={2}
        value={notes[id] ?? ""}
        onChange={(event) => decisions.note(id, event.currentTarget.value)}
      />
    </section>
  );
}
