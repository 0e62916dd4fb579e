// The text editor's state apart from the labels: what is selected in the text, which class is held.
// - A selection is an extent in code points; a caret is an extent without length.
// - Marking turns what was meant by the selection into a span, and puts the caret behind it.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { CodePoints } from "#lib/codepoints";
import {
  type Chip,
  NO_LABELS,
  type Ontology,
  type Relation,
  type Span,
  type Turn,
} from "#lib/labels";
import type { Editing } from "../core/editing";
import { type Keymap, keymapOf } from "../core/hotkeys";
import { type Paint, paintsOf, relationPaintsOf } from "../core/palette";
import { relationsOf } from "../core/relations";
import { turnAt, withinTurn } from "../core/turns";
import { type Geometry, pageGeometry } from "./geometry";
import type { Layout } from "./layout";
import { reveal } from "./scrolling";
import type { Selected } from "./selection";
import { around, type Extent, meant, step } from "./snapping";
import { type Relating, useRelating } from "./useRelating";
import { type Search, useSearch } from "./useSearch";
import { type Suggestions, useSuggestions } from "./useSuggestions";
import { useView, type View } from "./useView";
import { useQuotes, useWords } from "./useWords";

export interface TextEditor {
  readonly index: CodePoints;
  readonly chips: readonly Chip[];
  readonly layout: Layout;
  /** The turns of a conversation; none in any other text. */
  readonly turns: readonly Turn[];
  /** The number of the turn that the caret is in, from 1; 0 without turns. */
  readonly turn: number;
  readonly ontology: Ontology;
  readonly keymap: Keymap;
  readonly paints: ReadonlyMap<string, Paint>;
  readonly relationPaints: ReadonlyMap<string, Paint>;
  readonly editing: Editing;
  readonly spans: readonly Span[];
  readonly relations: readonly Relation[];
  readonly picked: string | null;
  readonly selected: Selected | null;
  /** The class that the next selection gets at once. */
  readonly held: string | null;
  readonly search: Search;
  readonly suggestions: Suggestions;
  readonly relating: Relating;
  readonly view: View;
  /** The element that the text is in. */
  readonly surface: RefObject<HTMLDivElement | null>;
  /** Painted into the text where it is drawn; null: the text stands in the page. */
  readonly mark: string | null;
  /** Where a drawn text says how it lies; null while it does not. */
  readonly drawn: RefObject<Geometry | null>;
  /** Where places are on the screen; null before anything is shown. */
  geometry(): Geometry | null;
  select(selected: Selected | null): void;
  hold(classId: string | null): void;
  /** A class was chosen: mark the selection, or change the picked span, or hold the class. */
  choose(classId: string): void;
  /** A selection was finished with the mouse. */
  finish(selected: Selected): void;
  /** A double or triple click: the word or the sentence there is selected. */
  finishAround(point: number, by: "word" | "sentence"): void;
  nudge(edge: "start" | "end", by: 1 | -1, unit: "grapheme" | "word"): void;
  /** Where a dragged edge of the picked span would stand. */
  edgeAt(edge: "start" | "end", point: number): Extent | null;
  /** Remove a span or a relation, unless its label is locked. */
  remove(id: string): void;
  /** Give many places a label, as one change. */
  markAll(places: readonly Extent[], classId: string): void;
  /** Look for the words of the picked span, or of the selection, everywhere. */
  lookEverywhere(): void;
  goToHit(by: 1 | -1): void;
  /** Put the caret where the words of a turn begin, and bring them into view. */
  goToTurn(number: number): void;
  focusText(): void;
  /** What to call a span in the page: its words, or where the text is drawn none of them. */
  quote(span: Span): string;
  /** The same for any place. */
  quoteAt(extent: Extent): string;
  /** The words of a span as they are read, chips by their labels: to be drawn, never written. */
  read(extent: Extent): string;
}

interface Source {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly turns?: readonly Turn[];
  readonly ontology: Ontology;
  readonly editing: Editing;
  /** Spans that are proposed and not in the labels. */
  readonly suggested?: readonly Span[];
  /** What is painted into a text that must not stand in the page. */
  readonly mark?: string | null;
}

export const extentOf = (selected: Selected) => ({
  start: Math.min(selected.anchor, selected.focus),
  end: Math.max(selected.anchor, selected.focus),
});

/** Room above and below a turn that one goes to, in pixels. */
const ROOM = 120;

function useOntology(ontology: Ontology) {
  return useMemo(
    () => ({
      keymap: keymapOf(ontology),
      paints: paintsOf(ontology),
      relationPaints: relationPaintsOf(ontology),
    }),
    [ontology],
  );
}

/** Where places are: asked of the page, or of the drawing that is there instead. */
function useGeometry(surface: RefObject<HTMLDivElement | null>, layout: Layout, isDrawn: boolean) {
  const drawn = useRef<Geometry | null>(null);
  const geometry = useCallback(() => {
    if (isDrawn) return drawn.current;
    return surface.current && pageGeometry(surface.current, layout);
  }, [surface, layout, isDrawn]);
  return { drawn, geometry };
}

export function useTextEditor(source: Source): TextEditor {
  const { ontology, editing, suggested = NO_LABELS.spans, mark: watermark = null } = source;
  const words = useWords(source);
  const looks = useOntology(ontology);
  const quotes = useQuotes(words, looks.paints, watermark !== null);
  const { index, chips, turns } = words;
  const spans = useStore(editing.store, (state) => state.labels.spans);
  const relations = useStore(editing.store, (state) => relationsOf(state.labels));
  const picked = useStore(editing.store, (state) => state.selected);
  const [selected, setSelected] = useState<Selected | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  const surface = useRef<HTMLDivElement>(null);
  const view = useView();
  const places = useGeometry(surface, words.layout, watermark !== null);
  const search = useSearch(index, chips, watermark !== null);
  const suggestions = useSuggestions(suggested, spans, editing);
  const relating = useRelating({ ontology, editing });
  const span = spans.find((each) => each.id === picked);
  const open = span !== undefined && view.isOpenTo(span.class_id) ? span : undefined;

  const mark = (wanted: Selected, classId: string): boolean => {
    const kept = withinTurn(turns, ontology, extentOf(wanted));
    const extent = meant(kept, index, chips, view.snap);
    if (extent === null || !view.isOpenTo(classId)) return false;
    editing.addSpan(extent.start, extent.end, classId);
    setSelected({ anchor: extent.end, focus: extent.end });
    return true;
  };
  const finish: TextEditor["finish"] = (wanted) => {
    if (held !== null && mark(wanted, held)) return;
    setSelected(wanted);
  };
  /** Where an edge of the open span may stand. */
  const inTurn = (extent: Extent): Extent => withinTurn(turns, ontology, extent, open?.start);
  return {
    ...words,
    turn: turnAt(turns, selected?.focus ?? 0),
    ...looks,
    ...places,
    ...quotes,
    mark: watermark,
    ...{ ontology, editing, spans, relations, picked, selected, held, view, search },
    ...{ suggestions, relating, surface, finish, select: setSelected, hold: setHeld },
    choose(classId) {
      if (!view.isOpenTo(classId)) return;
      if (selected !== null && mark(selected, classId)) return;
      if (open !== undefined) editing.reclass(open.id, classId);
      else if (span === undefined) setHeld(held === classId ? null : classId);
    },
    finishAround(point, by) {
      const extent = around(point, by, index, chips);
      if (extent !== null) finish({ anchor: extent.start, focus: extent.end });
    },
    nudge(edge, by, unit) {
      if (open === undefined) return;
      const least = view.snap === "word" ? "word" : unit;
      const moved = step(open[edge], by, least, index, chips);
      const start = edge === "start" ? moved : open.start;
      const kept = inTurn({ start, end: edge === "start" ? open.end : moved });
      editing.moveEdges(open.id, kept.start, kept.end);
    },
    edgeAt(edge, point) {
      if (open === undefined) return null;
      const wanted =
        edge === "start" ? { start: point, end: open.end } : { start: open.start, end: point };
      return meant(inTurn(wanted), index, chips, view.snap);
    },
    remove(id) {
      if (span === undefined || open !== undefined) editing.remove(id);
    },
    markAll(places, classId) {
      const isWhole = (place: Extent) => withinTurn(turns, ontology, place).end === place.end;
      editing.addSpans(places.filter(isWhole), classId);
    },
    lookEverywhere() {
      const extent = span ?? (selected && meant(extentOf(selected), index, chips, view.snap));
      if (extent == null || extent.start === extent.end) return search.open();
      const found = index.slice(extent.start, extent.end);
      search.open({ words: found, matchCase: true, wholeWord: true }, span?.class_id);
    },
    goToHit(by) {
      const hit = search.go(by, search.at < 0 ? (selected?.focus ?? 0) : undefined);
      if (hit === null) return;
      editing.select(null);
      setSelected({ anchor: hit.start, focus: hit.end });
    },
    goToTurn(number) {
      const [turn, shown] = [turns[number - 1], places.geometry()];
      if (turn === undefined) return;
      editing.select(null);
      setSelected({ anchor: turn.said, focus: turn.said });
      if (surface.current !== null && shown !== null)
        reveal(surface.current, shown, turn.said, ROOM);
    },
    focusText: () => surface.current?.focus({ preventScroll: true }),
  };
}
