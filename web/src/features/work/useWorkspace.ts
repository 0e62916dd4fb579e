// Everything the labeling and the review page know about the text they have open.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { newKey } from "#api/http";
import type { Work } from "#api/types";
import { unanswered, unansweredAttributes } from "#editors/core/answers";
import { changedAnswers, countChanges, spanChanges } from "#editors/core/changes";
import { type Editing, startEditing } from "#editors/core/editing";
import { placed } from "#editors/core/turns";
import { useEditorKeys } from "#editors/text/useEditorKeys";
import { type TextEditor, useTextEditor } from "#editors/text/useTextEditor";
import { type Labels, NO_LABELS, type Ontology } from "#lib/labels";
import { type Decisions, hasDecided, pick, startDeciding } from "./decisions";
import { type Kept, recovered, withoutWriting, withWriting } from "./recovery";
import { basisOf, endingOf, startOf } from "./review";
import type { OnDesk } from "./task";
import { type Draft, useDraft } from "./useDraft";
import { type Ending, useHandIn } from "./useHandIn";
import { type Lease, useLease } from "./useLease";
import { type ShownAs, useShownAs } from "./useShownAs";

export interface Workspace {
  readonly project: string;
  readonly work: Work;
  readonly ontology: Ontology;
  readonly editor: TextEditor;
  readonly editing: Editing;
  /** A reviewer's decisions, object by object. */
  readonly decisions: Decisions;
  readonly labels: Labels;
  /** The labels as they were when the page opened. */
  readonly made: Labels;
  /** The labels as they were submitted, when reviewing. */
  readonly underReview: Labels | null;
  readonly changes: ReturnType<typeof spanChanges>;
  readonly changedAnswers: ReadonlySet<string>;
  readonly changeCount: number;
  /** The labels under review may be accepted as they came. */
  readonly isAcceptable: boolean;
  readonly draft: Draft;
  /** Labels of an interruption that came back; null where there was none. */
  readonly cameBack: Kept | null;
  readonly lease: Lease;
  /** Whether the text stands in the page, is a picture, or stands in it by exemption. */
  readonly shown: ShownAs;
  readonly handIn: ReturnType<typeof useHandIn>;
  /** Keys of answers whose lack stopped the last attempt to hand in. */
  readonly missing: ReadonlySet<string>;
  /** The same for attributes, by the span they are asked about. */
  readonly missingAttributes: ReadonlyMap<string, ReadonlySet<string>>;
  submit(): void;
  accept(): void;
}

interface Source {
  readonly project: string;
  readonly desk: OnDesk;
  readonly ontology: Ontology;
  readonly onEnded: (ending: Ending, next: OnDesk | null) => void;
}

// i18n-exempt: a selector
const FIELDS = "input, textarea";
const NOTHING_OPEN: ReadonlyMap<string, ReadonlySet<string>> = new Map();

/** Bring the first unanswered question into view and put the focus into it. */
function showQuestion(id: string, editor: TextEditor): void {
  const turn = Number(id.split("@")[1] ?? 0);
  if (turn > 0 && turn !== editor.turn) editor.goToTurn(turn);
  // What is asked about a turn is on the page once the turn is at hand.
  requestAnimationFrame(() => {
    const field = document.querySelector(`[data-question="${CSS.escape(id)}"]`);
    field?.scrollIntoView({ block: turn > 0 ? "nearest" : "center" });
    field?.querySelector<HTMLElement>(FIELDS)?.focus();
  });
}

/** Pick the span of which something needed is not said yet; its fields open beside the text. */
function showAttribute(editing: Editing, spanId: string): void {
  editing.select(spanId);
  requestAnimationFrame(() => {
    const field = document.querySelector("[data-attribute][data-missing]");
    field?.scrollIntoView({ block: "center" });
    field?.querySelector<HTMLElement>(FIELDS)?.focus();
  });
}

function openAttributes(ontology: Ontology, labels: Labels) {
  const found = new Map<string, Set<string>>();
  for (const { spanId, question } of unansweredAttributes(ontology, labels)) {
    found.set(spanId, (found.get(spanId) ?? new Set()).add(question.id));
  }
  return found;
}

/** What changed, compared with the labels under review; nothing to compare when labeling. */
function useChanges(underReview: Labels | null, labels: Labels) {
  const base = underReview ?? labels;
  return useMemo(
    () => ({
      changes: spanChanges(base, labels),
      changedAnswers: changedAnswers(base, labels),
      changeCount: countChanges(base, labels),
    }),
    [base, labels],
  );
}

/** Start editing where the server has us, and lay what an interruption left over it: undoable. */
function startAt(work: Work, cameBack: Kept | null, ontology: Ontology): Editing {
  const start = placed(startOf(work), ontology, work.turns);
  const editing = startEditing(start, { newId: newKey, now: () => Date.now(), ontology });
  if (cameBack !== null) editing.replace(withWriting(cameBack.labels, start, ontology));
  return editing;
}

/** The labels of one text while they are edited: where they start, how they are kept and saved. */
function useLabels({ project, desk, ontology }: Source, onLost: (error: unknown) => void) {
  const { work, keeper } = desk;
  const [cameBack] = useState(() => recovered(desk.kept, work.draft_seq));
  const [editing] = useState(() => startAt(work, cameBack, ontology));
  const [decisions] = useState(() => startDeciding(editing, desk.kept?.decided));
  const [saved] = useState(() => startOf(work));
  const lastSeq = useRef(work.draft_seq);
  const keep = (labels: Labels, seq: number, wasHandedIn: boolean) => {
    lastSeq.current = seq;
    const content = withoutWriting(labels, ontology);
    const decided = pick(decisions.store.getState());
    keeper.keep({ seq, labels: content, at: Date.now(), wasHandedIn, decided });
  };
  // The server has the labels; what was decided goes to it with the verdict only.
  const dropOrKeep = () => {
    if (!hasDecided(decisions.store.getState())) return keeper.drop();
    keep(editing.store.getState().labels, lastSeq.current, false);
  };
  const latest = useRef(dropOrKeep);
  useEffect(() => {
    latest.current = dropOrKeep;
  });
  useEffect(() => decisions.store.subscribe(() => latest.current()), [decisions]);
  const draft = useDraft({
    ...{ project, work, editing, saved, onLost },
    keep: (labels, seq) => keep(labels, seq, false),
    drop: dropOrKeep,
  });
  const keepHandedIn = () => keep(editing.store.getState().labels, lastSeq.current + 1, true);
  return { editing: decisions.editing, decisions, saved, cameBack, draft, keepHandedIn };
}

export function useWorkspace(source: Source): Workspace {
  const { project, ontology, onEnded } = source;
  const { work, keeper } = source.desk;
  // Of the newest lease: what was submitted may have changed while the text was with nobody.
  const underReview = useMemo(() => basisOf(work), [work]);
  const lease = useLease(project, work);
  const { editing, decisions, saved, cameBack, draft, keepHandedIn } = useLabels(
    source,
    lease.lose,
  );
  const labels = useStore(editing.store, (state) => state.labels);
  const { text, chips, turns } = work;
  const shown = useShownAs(work.protection, lease.protection);
  const editor = useTextEditor({
    ...{ text, chips, turns, ontology, editing },
    suggested: (work.suggested?.spans ?? NO_LABELS.spans) as Labels["spans"],
    mark: shown.as === "picture" ? shown.mark : null,
  });
  useEditorKeys(editor);
  const handIn = useHandIn({
    ...{ project, desk: source.desk, labels, draft, lease, onWaiting: keepHandedIn },
    onEnded: (ending, next) => {
      if (ending.kind !== "pause") keeper.drop();
      onEnded(ending, next);
    },
  });
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [isAttributeRefused, setAttributeRefused] = useState(false);
  const compared = useChanges(underReview, labels);
  const hasNotes = useStore(decisions.store, ({ notes }) => Object.keys(notes).length > 0);
  const openIn = (now: Labels) => unanswered(ontology.questions, now, turns);
  const endingFor = (now: Labels) => endingOf(work, countChanges(underReview ?? now, now));
  const open = openIn(labels);
  // What was commented on goes back; it is not accepted by the way.
  const isAcceptable = endingOf(work, compared.changeCount) === "accept" && !hasNotes;

  // A hand may be faster than the page: what counts is what was made, not what was drawn last.
  const submit = () => {
    if (handIn.isPending || handIn.isSuccess) return;
    const now = editing.store.getState().labels;
    const missing = openIn(now);
    setRefused(missing);
    const [attribute] = unansweredAttributes(ontology, now);
    setAttributeRefused(attribute !== undefined);
    if (missing[0] !== undefined) return showQuestion(missing[0], editor);
    if (attribute !== undefined) return showAttribute(editing, attribute.spanId);
    handIn.mutate({ kind: endingFor(now), labels: now });
  };
  const accept = () => {
    const now = editing.store.getState().labels;
    const isNoted = Object.keys(decisions.store.getState().notes).length > 0;
    if (handIn.isPending || handIn.isSuccess || isNoted || endingFor(now) !== "accept") return;
    handIn.mutate({ kind: "accept", labels: now });
  };
  return {
    ...{ project, work, ontology, editor, editing, decisions, labels, made: saved, underReview },
    ...{ draft, cameBack, shown, lease, handIn, submit, accept, isAcceptable, ...compared },
    missing: new Set(refused.filter((id) => open.includes(id))),
    missingAttributes: isAttributeRefused ? openAttributes(ontology, labels) : NOTHING_OPEN,
  };
}
