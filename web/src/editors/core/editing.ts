// One document being edited: every change is a set of patches, so that all of it can be undone.
// - The labels are immutable values; whoever saves them compares by identity.
// - Typing in one answer is undone as one change, until a pause or another change.
// - Selection is not part of history: undo changes labels, never what someone looks at.
// SPDX-License-Identifier: Apache-2.0
import { applyPatches, type Draft, enablePatches, type Patch, produceWithPatches } from "immer";
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

enablePatches();

interface EditingState {
  readonly labels: Labels;
  /** The id of the selected span or relation. */
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
    labels: whole(initial),
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
  const travel = (patches: readonly Patch[]) => {
    const { labels, selected } = store.getState();
    const next = applyPatches(labels, patches);
    const kept = operations.hasObject(next, selected) ? selected : null;
    return { labels: next, selected: kept };
  };

  return {
    store,
    addSpan(start, end, classId) {
      const twin = twinOf({ start, end }, classId);
      const id = twin?.id ?? parts.newId();
      if (twin === undefined) {
        change((draft) => operations.addSpan(draft, { id, start, end, class_id: classId }));
      }
      store.setState({ selected: id });
      return id;
    },
    addSpans: (places, classId) =>
      change((draft) => {
        for (const { start, end } of places) {
          const span = { id: parts.newId(), start, end, class_id: classId };
          if (!draft.spans.some((each) => operations.isTwin(span, each))) {
            operations.addSpan(draft, span);
          }
        }
      }),
    removeSpan(id) {
      change((draft) => operations.removeSpan(draft, id));
      deselect();
    },
    reclass: (id, classId) => {
      change((draft) => operations.reclass(draft, id, classId, ontology));
      deselect();
    },
    moveEdges: (id, start, end) => change((draft) => operations.moveEdges(draft, id, start, end)),
    setAttribute: (spanId, attributeId, value, group) =>
      change((draft) => operations.setAttribute(draft, spanId, attributeId, value), group ?? null),
    answer: (questionId, value, group, turn) =>
      change((draft) => operations.setAnswer(draft, questionId, value, turn), group ?? null),
    answerTurns: (answers, turns) =>
      change((draft) => {
        for (const { question_id, value } of answers) {
          for (const turn of turns) operations.setAnswer(draft, question_id, value, turn);
        }
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
      if (twin === undefined) change((draft) => operations.addRelation(draft, { id, ...wanted }));
      store.setState({ selected: id });
      return id;
    },
    removeRelation(id) {
      change((draft) => operations.removeRelation(draft, id));
      deselect();
    },
    flipRelation(id) {
      const relation = relationsOf(now()).find((each) => each.id === id);
      if (relation === undefined) return;
      if (!mayBecome(id, { source: relation.target, target: relation.source })) return;
      change((draft) => operations.flipRelation(draft, id));
    },
    reclassRelation(id, classId) {
      if (!mayBecome(id, { class_id: classId })) return;
      change((draft) => operations.reclassRelation(draft, id, classId));
    },
    remove(id) {
      change((draft) => {
        operations.removeSpan(draft, id);
        operations.removeRelation(draft, id);
      });
      deselect();
    },
    toggleUnsure: (id) => change((draft) => operations.toggleUnsure(draft, id)),
    replace: (other) =>
      change((draft) => {
        draft.spans = other.spans as Draft<Labels>["spans"];
        if (other.relations === undefined) delete draft.relations;
        else draft.relations = other.relations as Draft<Relation>[];
        draft.answers = other.answers as Draft<Labels>["answers"];
        if (other.unsure === true) draft.unsure = true;
        else delete draft.unsure;
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
