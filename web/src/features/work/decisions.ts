// What a reviewer decides object by object: looked at and right, or to go back with a comment.
// - Decisions and labels share one history: undo takes back whichever came last.
// SPDX-License-Identifier: Apache-2.0
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Editing } from "#editors/core/editing";

export interface Decided {
  /** Comments by the id of their object. */
  readonly notes: Readonly<Record<string, string>>;
  /** Objects that were looked at and are right. */
  readonly accepted: Readonly<Record<string, true>>;
}

interface Step {
  readonly before: Decided;
  readonly after: Decided;
  /** How many label changes had been made when this was decided. */
  readonly labelsMade: number;
  readonly group: string | null;
}

interface State extends Decided {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export interface Decisions {
  readonly store: StoreApi<State>;
  /** The labels' editing, with a history that knows decisions, too. */
  readonly editing: Editing;
  /** Say that an object is right, or take that back. */
  toggleAccepted(id: string): void;
  /** Comment on an object; nothing written is no comment. */
  note(id: string, text: string): void;
}

function without<T>(all: Readonly<Record<string, T>>, id: string): Record<string, T> {
  const { [id]: _, ...rest } = all;
  return rest;
}

export const pick = ({ notes, accepted }: Decided): Decided => ({ notes, accepted });

const NOTHING: Decided = { notes: {}, accepted: {} };

/** Whether anything was decided that would be lost. */
export const hasDecided = ({ notes, accepted }: Decided): boolean =>
  Object.keys(notes).length + Object.keys(accepted).length > 0;

/** Decide beside `base`, whose own history goes on; `from` is what an interruption left. */
export function startDeciding(base: Editing, from: Decided = NOTHING): Decisions {
  const store = createStore<State>(() => ({ ...pick(from), past: [], future: [] }));
  const labelsMade = () => base.store.getState().past.length;
  const decide = (after: Decided, group: string | null = null) => {
    const { past, ...now } = store.getState();
    const last = past.at(-1);
    // Typing is undone as one decision.
    const joins = last !== undefined && group !== null && last.group === group;
    const before = joins ? last.before : pick(now);
    const step = { before, after, labelsMade: labelsMade(), group };
    store.setState({ ...after, past: [...(joins ? past.slice(0, -1) : past), step], future: [] });
  };
  const undo = () => {
    const { past, future } = store.getState();
    const last = past.at(-1);
    if (last === undefined || labelsMade() > last.labelsMade) return base.undo();
    store.setState({ ...last.before, past: past.slice(0, -1), future: [last, ...future] });
  };
  const redo = () => {
    const { past, future } = store.getState();
    const [first, ...rest] = future;
    if (first === undefined || labelsMade() < first.labelsMade) return base.redo();
    store.setState({ ...first.after, past: [...past, { ...first, group: null }], future: rest });
  };
  return {
    store,
    editing: { ...base, undo, redo },
    toggleAccepted(id) {
      const { notes, accepted } = store.getState();
      const rest = without(accepted, id);
      decide({
        notes: without(notes, id),
        accepted: accepted[id] ? rest : { ...rest, [id]: true },
      });
    },
    note(id, text) {
      const { notes, accepted } = store.getState();
      const rest = without(notes, id);
      const after = text.trim() === "" ? rest : { ...rest, [id]: text };
      decide({ notes: after, accepted: without(accepted, id) }, `note ${id}`);
    },
  };
}
