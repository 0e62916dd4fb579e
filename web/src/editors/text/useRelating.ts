// Making a relation: a mark to start from, a mark to aim at, and what joins them.
// - By keys: begin at the picked mark, aim with the arrows, join with Enter. By mouse: drag a tag.
// - Where several relations are possible it is asked which; one that may only point the other way
//   is made that way.
// SPDX-License-Identifier: Apache-2.0
import { useRef, useState } from "react";
import type { Labels, Ontology, Span } from "#lib/labels";
import { byPlace } from "../core/changes";
import type { Editing } from "../core/editing";
import { joins, type Possible, possibleBetween } from "../core/relations";

interface Pair {
  readonly from: string;
  readonly to: string;
}

export interface Relating {
  readonly from: string | null;
  /** The relation that was chosen beforehand. */
  readonly kindId: string | null;
  readonly toward: string | null;
  /** Two marks that several relations could join. */
  readonly asked: Pair | null;
  readonly possible: readonly Possible[];
  begin(from: string, kindId?: string): void;
  aim(by: 1 | -1): void;
  aimAt(to: string | null): void;
  /** Join the mark that one started from with `to`, or with the one aimed at. */
  join(to?: string): void;
  choose(possible: Possible): void;
  cancel(): void;
}

interface Parts {
  readonly ontology: Ontology;
  readonly editing: Editing;
}

interface Begun {
  readonly from: string;
  readonly kindId: string | null;
  readonly toward: string | null;
}

/** The marks that some relation, or the chosen one, may join with `from`, in reading order. */
function targetsOf(ontology: Ontology, labels: Labels, { from, kindId }: Begun): readonly Span[] {
  const source = labels.spans.find((span) => span.id === from)?.class_id;
  if (source === undefined) return [];
  const kinds = (ontology.relations ?? []).filter(
    (kind) => kind.retired !== true && (kindId === null || kind.id === kindId),
  );
  const fits = ({ class_id }: Span) =>
    kinds.some((kind) => joins(kind, source, class_id) || joins(kind, class_id, source));
  return labels.spans.filter((span) => span.id !== from && fits(span)).sort(byPlace);
}

/** The next target in the text, seen from the one aimed at or from where one began. */
function nextOf(targets: readonly Span[], labels: Labels, begun: Begun, by: 1 | -1): Span | null {
  const here = labels.spans.find((span) => span.id === (begun.toward ?? begun.from));
  if (here === undefined) return null;
  const ahead = targets.filter((span) => by * byPlace(span, here) > 0);
  return (by === 1 ? (ahead[0] ?? targets[0]) : (ahead.at(-1) ?? targets.at(-1))) ?? null;
}

interface State {
  readonly begun: Begun | null;
  readonly asked: Pair | null;
}

const IDLE: State = { begun: null, asked: null };

export function useRelating({ ontology, editing }: Parts): Relating {
  const [shown, setShown] = useState(IDLE);
  // A drag is quicker than the page: what counts is what was done last, not what was drawn last.
  const now = useRef(IDLE);
  const enter = (next: State) => {
    now.current = next;
    setShown(next);
  };
  const labels = () => editing.store.getState().labels;
  const between = (pair: Pair) => possibleBetween(ontology, labels(), pair.from, pair.to);
  const make = ({ from, to }: Pair, { kind, isFlipped }: Possible) => {
    if (isFlipped) editing.addRelation(to, from, kind.id);
    else editing.addRelation(from, to, kind.id);
    enter(IDLE);
  };
  const aimAt = (toward: string | null) => {
    const { begun } = now.current;
    if (begun !== null && begun.toward !== toward) {
      enter({ begun: { ...begun, toward }, asked: null });
    }
  };
  const { begun, asked } = shown;
  return {
    ...{ from: begun?.from ?? null, kindId: begun?.kindId ?? null, toward: begun?.toward ?? null },
    ...{ asked, aimAt, possible: asked === null ? [] : between(asked) },
    begin(from, kindId) {
      const start = { from, kindId: kindId ?? null, toward: null };
      if (targetsOf(ontology, labels(), start).length > 0) enter({ begun: start, asked: null });
    },
    aim(by) {
      if (now.current.begun === null) return;
      const targets = targetsOf(ontology, labels(), now.current.begun);
      const next = nextOf(targets, labels(), now.current.begun, by);
      if (next !== null) aimAt(next.id);
    },
    join(wanted) {
      const current = now.current.begun;
      const to = wanted ?? current?.toward;
      if (current === null || to == null) return;
      const pair = { from: current.from, to };
      const all = between(pair);
      const fits = ({ kind }: Possible) => current.kindId === null || kind.id === current.kindId;
      const possible = all.filter(fits);
      if (possible[0] !== undefined && possible.length === 1) make(pair, possible[0]);
      else if (possible.length > 1) enter({ begun: current, asked: pair });
      else aimAt(null);
    },
    choose: (possible) => asked !== null && make(asked, possible),
    cancel: () => enter(IDLE),
  };
}
