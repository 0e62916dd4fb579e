// One document being edited: every change keeps the labels before it, so that it can be undone.
// - The labels are immutable values; whoever saves them compares by identity.
// - Typing in one answer is undone as one change, until a pause or another change.
// - Selection is not part of history: undo changes labels, never what someone looks at.
// SPDX-License-Identifier: Apache-2.0
import { createStore, type StoreApi } from "zustand/vanilla";
import {
  type Answer,
  type AnswerValue,
  type Labels,
  type Ontology,
  type Relation,
  whole,
} from "#lib/labels";
import * as operations from "./operations";
import { refusal, relationsOf, sameRelation } from "./relations";

interface EditingState {
  readonly labels: Labels;
  /** The id of the selected span or relation. */
  readonly selected: string | null;
  readonly past: readonly Change[];
  readonly future: readonly Change[];
}

interface Change {
  readonly before: Labels;
  readonly after: Labels;
  readonly group: string | null;
  readonly at: number;
}

export interface Editing {
  readonly store: StoreApi<EditingState>;
  addSpan(start: number, end: number, classId: string): string;
  /** Add many at once, as one change; those that are there already stay as they are. */
  addSpans(places: readonly Place[], classId: string): void;
  /** Remove a span with its relations. */
  removeSpan(id: string): void;
  /** Give a span another class; attributes and relations that do not fit it go along. */
  reclass(id: string, classId: string): void;
  /** Move one or both edges; ignored where nothing would be left between them. */
  moveEdges(id: string, start: number, end: number): void;
  setAttribute(
    spanId: string,
    attributeId: string,
    value: AnswerValue | null,
    group?: string,
  ): void;
  /** Answer a question about the whole text, or about its turn of a number. */
  answer(questionId: string, value: AnswerValue | null, group?: string, turn?: number): void;
  /** Give many turns the same answers, as one change. */
  answerTurns(answers: readonly Answer[], turns: readonly number[]): void;
  /** Join two spans and select what joins them; null where the ontology does not let them. */
  addRelation(sourceId: string, targetId: string, classId: string): string | null;
  removeRelation(id: string): void;
  /** Let a relation point the other way; ignored where it may not. */
  flipRelation(id: string): void;
  reclassRelation(id: string, classId: string): void;
  /** Remove whatever has this id. */
  remove(id: string): void;
  /** Doubt a span, a relation, an answer (by its key) or `WHOLE_TEXT`, or stop doubting it. */
  toggleUnsure(id: string): void;
  /** Put other labels in the place of all of them, as one change. */
  replace(labels: Labels): void;
  select(id: string | null): void;
  undo(): void;
  redo(): void;
}

export interface EditingParts {
  readonly newId: () => string;
  readonly now: () => number;
  /** What may be said; without it nothing is held against it. */
  readonly ontology?: Ontology;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const GROUP_MS = 1500;
const HISTORY = 500;

/** Append a change, or lengthen the last one of the same group. */
function remember(past: readonly Change[], change: Change): readonly Change[] {
  const last = past.at(-1);
  const joins =
    last !== undefined &&
    change.group !== null &&
    last.group === change.group &&
    change.at - last.at < GROUP_MS;
  if (!joins) return [...past.slice(-HISTORY), change];
  return [...past.slice(0, -1), { ...change, before: last.before }];
}

/** Start editing `initial`; nothing can be undone yet. */
export function startEditing(initial: Labels, parts: EditingParts): Editing {
  const store = createStore<EditingState>(() => ({
    labels: whole(initial),
    selected: null,
    past: [],
    future: [],
  }));

  const change = (made: (before: Labels) => Labels, group: string | null = null) => {
    const { labels: before, past } = store.getState();
    const after = made(before);
    if (after === before) return;
    const entry = { before, after, group, at: parts.now() };
    store.setState({ labels: after, past: remember(past, entry), future: [] });
  };
  const { ontology = null } = parts;
  const now = () => store.getState().labels;
  const twinOf = (place: Place, classId: string) =>
    now().spans.find((span) => operations.isTwin({ ...place, class_id: classId }, span));
  const deselect = () => {
    const { labels, selected } = store.getState();
    if (!operations.hasObject(labels, selected)) store.setState({ selected: null });
  };
  /** Whether a relation may be what it would become. */
  const mayBecome = (id: string, part: Partial<Relation>): boolean => {
    const relation = relationsOf(now()).find((each) => each.id === id);
    if (relation === undefined) return false;
    const wanted = { ...relation, ...part };
    return ontology === null || refusal(ontology, now(), wanted) === null;
  };
  const travel = (labels: Labels) => {
    const { selected } = store.getState();
    return { labels, selected: operations.hasObject(labels, selected) ? selected : null };
  };

  return {
    store,
    addSpan(start, end, classId) {
      const twin = twinOf({ start, end }, classId);
      const id = twin?.id ?? parts.newId();
      if (twin === undefined) {
        change((labels) => operations.addSpan(labels, { id, start, end, class_id: classId }));
      }
      store.setState({ selected: id });
      return id;
    },
    addSpans: (places, classId) =>
      change((labels) =>
        places.reduce((done, { start, end }) => {
          const span = { id: parts.newId(), start, end, class_id: classId };
          const isThere = done.spans.some((each) => operations.isTwin(span, each));
          return isThere ? done : operations.addSpan(done, span);
        }, labels),
      ),
    removeSpan(id) {
      change((labels) => operations.removeSpan(labels, id));
      deselect();
    },
    reclass: (id, classId) => {
      change((labels) => operations.reclass(labels, id, classId, ontology));
      deselect();
    },
    moveEdges: (id, start, end) => change((labels) => operations.moveEdges(labels, id, start, end)),
    setAttribute: (spanId, attributeId, value, group) =>
      change(
        (labels) => operations.setAttribute(labels, spanId, attributeId, value),
        group ?? null,
      ),
    answer: (questionId, value, group, turn) =>
      change((labels) => operations.setAnswer(labels, questionId, value, turn), group ?? null),
    answerTurns: (answers, turns) =>
      change((labels) => {
        let done = labels;
        for (const { question_id, value } of answers) {
          for (const turn of turns) done = operations.setAnswer(done, question_id, value, turn);
        }
        return done;
      }),
    addRelation(source, target, class_id) {
      const wanted = { source, target, class_id };
      const kind = ontology?.relations?.find((each) => each.id === class_id);
      const twin = sameRelation(now(), wanted, kind?.directed ?? true);
      if (twin === undefined) {
        if (ontology !== null && refusal(ontology, now(), wanted) !== null) return null;
        if (source === target) return null;
      }
      const id = twin?.id ?? parts.newId();
      if (twin === undefined) change((labels) => operations.addRelation(labels, { id, ...wanted }));
      store.setState({ selected: id });
      return id;
    },
    removeRelation(id) {
      change((labels) => operations.removeRelation(labels, id));
      deselect();
    },
    flipRelation(id) {
      const relation = relationsOf(now()).find((each) => each.id === id);
      if (relation === undefined) return;
      if (!mayBecome(id, { source: relation.target, target: relation.source })) return;
      change((labels) => operations.flipRelation(labels, id));
    },
    reclassRelation(id, classId) {
      if (!mayBecome(id, { class_id: classId })) return;
      change((labels) => operations.reclassRelation(labels, id, classId));
    },
    remove(id) {
      change((labels) => operations.removeRelation(operations.removeSpan(labels, id), id));
      deselect();
    },
    toggleUnsure: (id) => change((labels) => operations.toggleUnsure(labels, id)),
    replace: (other) => change((labels) => operations.replaced(labels, other)),
    select: (id) => store.setState({ selected: id }),
    undo() {
      const { past, future } = store.getState();
      const last = past.at(-1);
      if (last === undefined) return;
      const after = { past: past.slice(0, -1), future: [last, ...future] };
      store.setState({ ...travel(last.before), ...after });
    },
    redo() {
      const { past, future } = store.getState();
      const [first, ...rest] = future;
      if (first === undefined) return;
      const again = { ...first, group: null };
      store.setState({ ...travel(first.after), past: [...past, again], future: rest });
    },
  };
}
