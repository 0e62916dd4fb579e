// Drawing on the text: highlights for what can be seen, and a small tag where each span begins.
// - Only what lies in sections near the window is registered: long texts stay quick.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { Span } from "#lib/labels";
import { UNKNOWN_PAINT } from "../core/palette";
import { LINES_MOVED } from "../core/turns";
import { type Edges, edgesOf } from "./Handles";
import {
  DOUBT_STYLE,
  Drawing,
  HIT_NOW_STYLE,
  HIT_STYLE,
  type Style,
  spanStyle,
} from "./highlights";
import { lineAt } from "./layout";
import { levelsOf } from "./levels";
import { rangeOf, startRect } from "./places";
import type { Extent } from "./snapping";
import { spread, type Tag, tagOf } from "./tags";
import { useNear } from "./useNear";
import type { TextEditor } from "./useTextEditor";

const within = (near: Extent) => (extent: Extent) =>
  extent.start <= near.end && extent.end >= near.start;

interface Pen {
  readonly drawing: Drawing;
  readonly surface: HTMLElement;
  readonly editor: TextEditor;
  readonly levels: ReadonlyMap<string, number>;
}

/** Add spans to a drawing; returns their tags where they were measured. */
function drawSpans(pen: Pen, spans: readonly Span[], isGhost: boolean): Tag[] {
  const { drawing, surface, editor, levels } = pen;
  const corner = surface.getBoundingClientRect();
  return spans.flatMap((span) => {
    const range = rangeOf(surface, editor.layout, span.start, span.end);
    if (range === null) return [];
    const paint = editor.paints.get(span.class_id) ?? UNKNOWN_PAINT;
    const isPicked = span.id === editor.picked;
    const look = isGhost ? (isPicked ? "ghost-strong" : "ghost") : isPicked ? "strong" : "plain";
    const level = levels.get(span.id) ?? 0;
    drawing.add(spanStyle({ paint, level, look, unsure: span.unsure === true }), range);
    const rect = startRect(range);
    if (rect === null) return [];
    const line = lineAt(surface, editor.layout, span.start);
    const isRightToLeft = line?.paragraph.direction === "rtl";
    return tagOf({ span, paint, rect, corner, isRightToLeft }, isPicked, isGhost);
  });
}

export interface Marks {
  readonly tags: readonly Tag[];
  /** The edges of the picked span, if it may be changed. */
  readonly edges: Edges | null;
}

const NOTHING: Marks = { tags: [], edges: null };

/** Draw everything that lies near; returns where tags and edges go, measured in one go. */
function draw(pen: Pen, near: Extent, doubts: readonly Extent[]): Marks {
  const { drawing, surface, editor } = pen;
  const isNear = within(near);
  const shown = editor.spans.filter(
    (span) => isNear(span) && !editor.view.hidden.has(span.class_id),
  );
  const ghosts = editor.suggestions.open.filter(isNear);
  const tags = [...drawSpans(pen, shown, false), ...drawSpans(pen, ghosts, true)];
  const add = (style: Style, extents: readonly Extent[]) => {
    for (const { start, end } of extents.filter(isNear)) {
      const range = rangeOf(surface, editor.layout, start, end);
      if (range !== null) drawing.add(style, range);
    }
  };
  add(DOUBT_STYLE, doubts);
  const { hits, at } = editor.search;
  add(HIT_STYLE, hits);
  add(HIT_NOW_STYLE, hits.slice(at, at + 1));
  const picked = shown.find(({ id }) => id === editor.picked);
  const isOpen = picked !== undefined && editor.view.isOpenTo(picked.class_id);
  const edges = isOpen ? edgesOf(editor, picked) : null;
  drawing.show();
  return { tags: spread(tags), edges };
}

/** Call `redraw` when the surface has another size, or when its lines moved. */
function useResized(root: RefObject<HTMLElement | null>, redraw: () => void): void {
  useLayoutEffect(() => {
    redraw();
    const surface = root.current;
    if (surface === null) return;
    const size = () => `${surface.offsetWidth} ${surface.offsetHeight}`;
    let before = size();
    const watcher = new ResizeObserver(() => {
      if (size() === before) return;
      before = size();
      redraw();
    });
    watcher.observe(surface);
    surface.addEventListener(LINES_MOVED, redraw);
    return () => {
      watcher.disconnect();
      surface.removeEventListener(LINES_MOVED, redraw);
    };
  }, [root, redraw]);
}

/** Draw spans, suggestions, doubts and hits onto the surface; returns what to show above it. */
export function useMarks(editor: TextEditor, doubts: readonly Extent[]): Marks {
  const { surface: root, spans, picked, paints, layout, view, search, suggestions } = editor;
  const near = useNear(root, layout.sections);
  const levels = useMemo(
    () => levelsOf([...spans, ...suggestions.open]),
    [spans, suggestions.open],
  );
  const [marks, setMarks] = useState(NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: redrawn when what is drawn changes
  const redraw = useCallback(() => {
    const surface = root.current;
    if (surface === null) return;
    setMarks(draw({ drawing: new Drawing(), surface, editor, levels }, near, doubts));
  }, [
    ...[root, near, spans, levels, picked, paints, layout, doubts],
    ...[view.hidden, view.locked, search.hits, search.at, suggestions.open],
  ]);
  useResized(root, redraw);
  useEffect(() => () => new Drawing().show(), []);
  return marks;
}
