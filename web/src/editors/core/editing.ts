// One document being edited: every change is a set of patches, so that all of it can be undone.
// - The labels are immutable values; whoever saves them compares by identity.
// - Typing in one answer is undone as one change, until a pause or another change.
// - Selection is not part of history: undo changes labels, never what someone looks at.
// SPDX-License-Identifier: Apache-2.0
import { applyPatches, type Draft, enablePatches, type Patch, produceWithPatches } from "immer";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { AnswerValue, Labels, Span } from "#lib/labels";

enablePatches();

interface EditingState {
  readonly labels: Labels;
  /** The selected span's id. */
  readonly selected: string | null;
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

interface Change {
  readonly forward: readonly Patch[];
  readonly backward: readonly Patch[];
  readonly group: string | null;
  readonly at: number;
}

export interface Editing {
  readonly store: StoreApi<EditingState>;
  addSpan(start: number, end: number, classId: string): string;
  removeSpan(id: string): void;
  reclass(id: string, classId: string): void;
  /** Move one or both edges; ignored where nothing would be left between them. */
  moveEdges(id: string, start: number, end: number): void;
  answer(questionId: string, value: AnswerValue | null, group?: string): void;
  /** Put other labels in the place of all of them, as one change. */
  replace(labels: Labels): void;
  select(id: string | null): void;
  undo(): void;
  redo(): void;
}

export interface EditingParts {
  readonly newId: () => string;
  readonly now: () => number;
}

const GROUP_MS = 1500;
const HISTORY = 500;

const isEmpty = (value: AnswerValue | null) =>
  value === null || value === "" || (Array.isArray(value) && value.length === 0);

function setAnswer(labels: Draft<Labels>, questionId: string, value: AnswerValue | null): void {
  const at = labels.answers.findIndex((each) => each.question_id === questionId);
  if (isEmpty(value)) {
    if (at >= 0) labels.answers.splice(at, 1);
    return;
  }
  const answer = { question_id: questionId, value: value as Draft<AnswerValue> };
  if (at >= 0) labels.answers[at] = answer;
  else labels.answers.push(answer);
}

function isTwin(a: Pick<Span, "start" | "end" | "class_id">, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.class_id === b.class_id;
}

/** Append a change, or lengthen the last one of the same group. */
function remember(past: readonly Change[], change: Change): readonly Change[] {
  const last = past.at(-1);
  const joins =
    last !== undefined &&
    change.group !== null &&
    last.group === change.group &&
    change.at - last.at < GROUP_MS;
  if (!joins) return [...past.slice(-HISTORY), change];
  const joined = {
    ...change,
    forward: [...last.forward, ...change.forward],
    backward: [...change.backward, ...last.backward],
  };
  return [...past.slice(0, -1), joined];
}

/** Start editing `initial`; nothing can be undone yet. */
export function startEditing(initial: Labels, parts: EditingParts): Editing {
  const store = createStore<EditingState>(() => ({
    labels: initial,
    selected: null,
    past: [],
    future: [],
  }));

  const change = (recipe: (draft: Draft<Labels>) => void, group: string | null = null) => {
    const { labels, past } = store.getState();
    const [next, forward, backward] = produceWithPatches(labels, recipe);
    if (forward.length === 0) return;
    const entry = { forward, backward, group, at: parts.now() };
    store.setState({ labels: next, past: remember(past, entry), future: [] });
  };
  const changeSpan = (id: string, recipe: (span: Draft<Span>) => void) =>
    change((draft) => {
      const span = draft.spans.find((each) => each.id === id);
      if (span !== undefined) recipe(span);
    });
  const travel = (patches: readonly Patch[]) => {
    const { labels, selected } = store.getState();
    const next = applyPatches(labels, patches);
    const kept = next.spans.some((span) => span.id === selected) ? selected : null;
    return { labels: next, selected: kept };
  };

  return {
    store,
    addSpan(start, end, classId) {
      const wanted = { start, end, class_id: classId };
      const twin = store.getState().labels.spans.find((span) => isTwin(wanted, span));
      const id = twin?.id ?? parts.newId();
      if (twin === undefined) {
        change((draft) => {
          draft.spans.push({ id, ...wanted, attributes: {} });
        });
      }
      store.setState({ selected: id });
      return id;
    },
    removeSpan(id) {
      change((draft) => {
        const at = draft.spans.findIndex((span) => span.id === id);
        if (at >= 0) draft.spans.splice(at, 1);
      });
      if (store.getState().selected === id) store.setState({ selected: null });
    },
    reclass: (id, classId) =>
      changeSpan(id, (span) => {
        span.class_id = classId;
      }),
    moveEdges: (id, start, end) => {
      if (start >= end) return;
      changeSpan(id, (span) => {
        span.start = start;
        span.end = end;
      });
    },
    answer: (questionId, value, group) =>
      change((draft) => setAnswer(draft, questionId, value), group ?? null),
    replace: (other) =>
      change((draft) => {
        draft.spans = other.spans as Draft<Span>[];
        draft.answers = other.answers as Draft<Labels>["answers"];
      }),
    select: (id) => store.setState({ selected: id }),
    undo() {
      const { past, future } = store.getState();
      const last = past.at(-1);
      if (last === undefined) return;
      const after = { past: past.slice(0, -1), future: [last, ...future] };
      store.setState({ ...travel(last.backward), ...after });
    },
    redo() {
      const { past, future } = store.getState();
      const [first, ...rest] = future;
      if (first === undefined) return;
      const again = { ...first, group: null };
      store.setState({ ...travel(first.forward), past: [...past, again], future: rest });
    },
  };
}
