// Beside the text: what is marked, the guideline, questions; in a narrow window the labels, too.
// - What is said of the picked mark stands below the labels as well: marking takes no other tab.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { taskIssuesQuery } from "#api/issues";
import { ClassBar } from "#editors/core/ClassBar";
import { type SpanChange, spanChanges, spanOf } from "#editors/core/changes";
import { describeSpan } from "#editors/core/describe";
import { ObjectList } from "#editors/core/ObjectList";
import { relationsBySpan } from "#editors/core/relations";
import { useText } from "#i18n/Text";
import type { Labels, Span, SpanClass } from "#lib/labels";
import { afterwards } from "#ui/afterwards";
import { Segments } from "#ui/Segments";
import { LoadingLines } from "#ui/states";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

const WAIT = <LoadingLines lines={2} />;
const ReviewObject = afterwards(() => import("./ReviewObject"), "ReviewObject", WAIT);
const ObjectDetails = afterwards(
  () => import("#editors/core/ObjectDetails"),
  "ObjectDetails",
  WAIT,
);
const GuidelinePanel = afterwards(() => import("./GuidelinePanel"), "GuidelinePanel", WAIT);
const TaskIssues = afterwards(() => import("./TaskIssues"), "TaskIssues", WAIT);

export type Side = "classes" | "objects" | "guideline" | "issues";

interface SidePanelProps {
  readonly workspace: Workspace;
  readonly isNarrow: boolean;
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
    <Segments
      fullWidth
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

interface OfWorkspace {
  readonly workspace: Workspace;
}

/** The labels that words can have. */
export function Classes({ workspace: { editor, ontology } }: OfWorkspace) {
  return (
    <ClassBar
      ontology={ontology}
      keymap={editor.keymap}
      paints={editor.paints}
      held={editor.held}
      onChoose={editor.choose}
    />
  );
}

interface ObjectsProps extends OfWorkspace {
  /** Leave out what is not picked; nothing at all is shown where no mark is. */
  readonly onlyPicked?: boolean;
}

/** Every mark in a list, and what is said of the picked one below it. */
function Objects({ workspace, onlyPicked = false }: ObjectsProps) {
  const { editor, editing, changes, labels, ontology, missingAttributes } = workspace;
  const relations = useMemo(() => relationsBySpan(labels), [labels]);
  const describe = useCallback(
    (span: Span) => describeSpan({ ontology, labels, relations, quote: editor.quote }, span),
    [ontology, labels, relations, editor.quote],
  );
  const picked = labels.spans.find((span) => span.id === editor.picked);
  const { shown, filter } = useShown(workspace);
  const decided = changes.find((change) => spanOf(change).id === editor.picked);
  if (onlyPicked && decided === undefined) return null;
  return (
    <>
      {!onlyPicked && filter}
      <ObjectList
        changes={onlyPicked && decided !== undefined ? [decided] : shown}
        paints={editor.paints}
        picked={editor.picked}
        quote={editor.quote}
        draw={editor.mark === null ? undefined : editor.read}
        describe={describe}
        onPick={editing.select}
        onRemove={editing.removeSpan}
      />
      {workspace.work.duty === "review" && decided !== undefined && (
        <ReviewObject workspace={workspace} change={decided} />
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
  const { workspace, isNarrow, onSide, onAsk, news, onRead } = props;
  const issues = useQuery(taskIssuesQuery(workspace.project, workspace.work.task_id));
  const asked = issues.data?.items.filter((one) => one.state !== "closed").length ?? 0;
  const { editor } = workspace;
  const side = !isNarrow && props.side === "classes" ? "objects" : props.side;
  return (
    <aside className={styles["side"]} aria-label={t("side.label")}>
      <Segments
        fullWidth
        aria-label={t("side.show")}
        value={side}
        onChange={(value) => onSide(value as Side)}
        data={[
          ...(isNarrow ? [{ value: "classes", label: t("classes.title") }] : []),
          { value: "objects", label: t("side.marked", { count: editor.spans.length }) },
          { value: "guideline", label: t("side.guideline") },
          {
            value: "issues",
            label: asked === 0 ? t("side.issues") : t("side.issuesOpen", { count: asked }),
          },
        ]}
      />
      {side === "classes" && (
        <div className={styles["sideClasses"]}>
          <Classes workspace={workspace} />
          <Objects workspace={workspace} onlyPicked />
        </div>
      )}
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
