// The text editor's state apart from the labels: what is selected in the text, which class is held.
// - A selection is an extent in code points; a caret is an extent without length.
// - Marking turns what was meant by the selection into a span, and puts the caret behind it.
// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { type CodePoints, indexText } from "#lib/codepoints";
import type { Chip, Ontology, Span } from "#lib/labels";
import type { Editing } from "../core/editing";
import { type Keymap, keymapOf } from "../core/hotkeys";
import { type Paint, paintsOf } from "../core/palette";
import { type Layout, layoutOf } from "./layout";
import { asRead, tidyChips } from "./paragraphs";
import { meant, step } from "./snapping";

/** A selection as it was made: `focus` is the end that moves. */
export interface Selected {
  readonly anchor: number;
  readonly focus: number;
}

export interface TextEditor {
  readonly index: CodePoints;
  readonly chips: readonly Chip[];
  readonly layout: Layout;
  readonly ontology: Ontology;
  readonly keymap: Keymap;
  readonly paints: ReadonlyMap<string, Paint>;
  readonly editing: Editing;
  readonly spans: readonly Span[];
  readonly picked: string | null;
  readonly selected: Selected | null;
  /** The class that the next selection gets at once. */
  readonly held: string | null;
  select(selected: Selected | null): void;
  hold(classId: string | null): void;
  /** A class was chosen: mark the selection, or change the picked span, or hold the class. */
  choose(classId: string): void;
  /** A selection was finished with the mouse. */
  finish(selected: Selected): void;
  nudge(edge: "start" | "end", by: 1 | -1, unit: "grapheme" | "word"): void;
  /** The words of a span as they are read: chips by their labels. */
  quote(span: Span): string;
}

interface Source {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly ontology: Ontology;
  readonly editing: Editing;
}

export const extentOf = (selected: Selected) => ({
  start: Math.min(selected.anchor, selected.focus),
  end: Math.max(selected.anchor, selected.focus),
});

function useText(text: string, given: readonly Chip[]) {
  return useMemo(() => {
    const index = indexText(text);
    const chips = tidyChips(given);
    const quote = (span: Span) => asRead(index, chips, span);
    return { index, chips, quote, layout: layoutOf(index, chips) };
  }, [text, given]);
}

export function useTextEditor({ text, chips: given, ontology, editing }: Source): TextEditor {
  const { index, chips, quote, layout } = useText(text, given);
  const keymap = useMemo(() => keymapOf(ontology), [ontology]);
  const paints = useMemo(() => paintsOf(ontology), [ontology]);
  const spans = useStore(editing.store, (state) => state.labels.spans);
  const picked = useStore(editing.store, (state) => state.selected);
  const [selected, setSelected] = useState<Selected | null>(null);
  const [held, setHeld] = useState<string | null>(null);

  const mark = (wanted: Selected, classId: string): boolean => {
    const extent = meant(extentOf(wanted), index, chips);
    if (extent === null) return false;
    editing.addSpan(extent.start, extent.end, classId);
    setSelected({ anchor: extent.end, focus: extent.end });
    return true;
  };
  const nudge: TextEditor["nudge"] = (edge, by, unit) => {
    const span = spans.find((each) => each.id === picked);
    if (span === undefined) return;
    const moved = step(span[edge], by, unit, index, chips);
    if (edge === "start") editing.moveEdges(span.id, moved, span.end);
    else editing.moveEdges(span.id, span.start, moved);
  };
  return {
    ...{ index, chips, layout, ontology, keymap, paints, editing, spans, picked },
    ...{ selected, held, nudge, quote, select: setSelected, hold: setHeld },
    choose(classId) {
      if (selected !== null && mark(selected, classId)) return;
      if (picked !== null) editing.reclass(picked, classId);
      else setHeld(held === classId ? null : classId);
    },
    finish(wanted) {
      if (held !== null && mark(wanted, held)) return;
      setSelected(wanted);
    },
  };
}
