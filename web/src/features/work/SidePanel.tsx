// Beside the text: what is marked, and the guideline.
// SPDX-License-Identifier: Apache-2.0
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo, useState } from "react";
import { taskIssuesQuery } from "#api/issues";
import { type SpanChange, spanChanges, spanOf } from "#editors/core/changes";
import { describeSpan } from "#editors/core/describe";
import { ObjectDetails } from "#editors/core/ObjectDetails";
import { ObjectList } from "#editors/core/ObjectList";
import { relationsBySpan } from "#editors/core/relations";
import { useText } from "#i18n/Text";
import type { Labels, Span, SpanClass } from "#lib/labels";
import { LoadingLines } from "#ui/states";
import { GuidelinePanel } from "./GuidelinePanel";
import { TaskIssues } from "./TaskIssues";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

const ReviewObject = lazy(async () => ({
  default: (await import("./ReviewObject")).ReviewObject,
}));

export type Side = "objects" | "guideline" | "issues";

interface SidePanelProps {
  readonly workspace: Workspace;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
  readonly onAsk: () => void;
  /** The guideline one knows, where the one in force is newer. */
  readonly news: number | null;
  readonly onRead: () => void;
}

/** The label that is in question: the picked mark's, else the one that is on. */
function labelInQuestion({ editor, labels, ontology }: Workspace): SpanClass | null {
  const picked = labels.spans.find((span) => span.id === editor.picked);
  const id = picked?.class_id ?? editor.held;
  return ontology.classes.find((each) => each.id === id) ?? null;
}

type Since = "all" | "changed" | "mended";

/** Which marks a reviewer has before them: all, those that differ, or what was mended since. */
function useShown(workspace: Workspace) {
  const t = useText("work");
  const { changes, labels, work } = workspace;
  const [since, setSince] = useState<Since>("all");
  const before = work.sent_back?.document as Labels | undefined;
  const mended = useMemo(
    () => (before === undefined ? [] : spanChanges(before, labels).filter(isChanged)),
    [before, labels],
  );
  const choices = [
    { value: "all", label: t("side.all") },
    { value: "changed", label: t("side.changed", { count: changes.filter(isChanged).length }) },
    ...(before === undefined
      ? []
      : [{ value: "mended", label: t("side.mended", { count: mended.length }) }]),
  ];
  const filter = work.duty === "review" && (
    <SegmentedControl
      fullWidth
      size="xs"
      classNames={{ label: styles["sideTab"] ?? "" }}
      aria-label={t("side.which")}
      value={since}
      onChange={(value) => setSince(value as Since)}
      data={choices}
    />
  );
  const shown = { all: changes, changed: changes.filter(isChanged), mended }[since];
  return { shown, filter };
}

const isChanged = (change: SpanChange) => change.kind !== "same";

/** Every mark in a list, and what is said of the picked one below it. */
function Objects({ workspace }: { readonly workspace: Workspace }) {
  const { editor, editing, changes, labels, ontology, missingAttributes } = workspace;
  const relations = useMemo(() => relationsBySpan(labels), [labels]);
  const describe = useCallback(
    (span: Span) => describeSpan({ ontology, labels, relations, quote: editor.quote }, span),
    [ontology, labels, relations, editor.quote],
  );
  const picked = labels.spans.find((span) => span.id === editor.picked);
  const { shown, filter } = useShown(workspace);
  const decided = changes.find((change) => spanOf(change).id === editor.picked);
  return (
    <>
      {filter}
      <ObjectList
        changes={shown}
        paints={editor.paints}
        picked={editor.picked}
        quote={editor.quote}
        draw={editor.mark === null ? undefined : editor.read}
        describe={describe}
        onPick={editing.select}
        onRemove={editing.removeSpan}
      />
      {workspace.work.duty === "review" && decided !== undefined && (
        <Suspense fallback={<LoadingLines lines={2} />}>
          <ReviewObject workspace={workspace} change={decided} />
        </Suspense>
      )}
      {picked !== undefined && (
        <ObjectDetails
          ontology={ontology}
          labels={labels}
          span={picked}
          relations={relations.get(picked.id) ?? []}
          editing={editing}
          quote={editor.quote}
          findings={workspace.draft.findings}
          missing={missingAttributes.get(picked.id)}
        />
      )}
    </>
  );
}

export function SidePanel(props: SidePanelProps) {
  const t = useText("work");
  const { workspace, side, onSide, onAsk, news, onRead } = props;
  const issues = useQuery(taskIssuesQuery(workspace.project, workspace.work.task_id));
  const asked = issues.data?.items.filter((one) => one.state !== "closed").length ?? 0;
  const { editor } = workspace;
  return (
    <aside className={styles["side"]} aria-label={t("side.label")}>
      <SegmentedControl
        fullWidth
        size="xs"
        classNames={{ label: styles["sideTab"] ?? "" }}
        aria-label={t("side.show")}
        value={side}
        onChange={(value) => onSide(value as Side)}
        data={[
          { value: "objects", label: t("side.marked", { count: editor.spans.length }) },
          { value: "guideline", label: t("side.guideline") },
          {
            value: "issues",
            label: asked === 0 ? t("side.issues") : t("side.issuesOpen", { count: asked }),
          },
        ]}
      />
      {side === "objects" && <Objects workspace={workspace} />}
      {side === "issues" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles["sideScroll"]} tabIndex={0} aria-label={t("side.issuesTo")}>
          <TaskIssues workspace={workspace} onAsk={onAsk} />
        </section>
      )}
      {side === "guideline" && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles["sideScroll"]} tabIndex={0} aria-label={t("side.guideline")}>
          <GuidelinePanel
            project={workspace.project}
            number={workspace.work.guideline.number}
            label={labelInQuestion(workspace)}
            before={news}
            onRead={onRead}
          />
        </section>
      )}
    </aside>
  );
}
