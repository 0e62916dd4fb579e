// Drawing the spans: highlights for what can be seen, and a small tag where each span begins.
// - Only spans of sections near the window are registered: long texts stay quick.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useState } from "react";
import type { Span } from "#lib/labels";
import { type Paint, UNKNOWN_PAINT } from "../core/palette";
import { DOUBT_STYLE, Drawing, spanStyle } from "./highlights";
import type { Section } from "./layout";
import { levelsOf } from "./levels";
import { rangeOf, startRect } from "./places";
import { scrollerOf } from "./scrolling";
import type { Extent } from "./snapping";
import type { TextEditor } from "./useTextEditor";

/** A tag's place, in pixels from the surface's corner. */
export interface Tag {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly paint: Paint;
  readonly picked: boolean;
}

const MARGIN_PX = 600;
const LETTER_PX = 6.4;
const TAG_PADDING_PX = 10;
const NOWHERE: Extent = { start: 0, end: -1 };

/** From the first to the last of the sections near the window; those between are near too. */
function useNear(root: RefObject<HTMLElement | null>, sections: readonly Section[]): Extent {
  const [near, setNear] = useState<Extent>(NOWHERE);
  useEffect(() => {
    const surface = root.current;
    if (surface === null) return;
    const position = new Map([...surface.children].map((child, at) => [child, at]));
    const seen = new Set<number>();
    const note = (entries: readonly IntersectionObserverEntry[]) => {
      for (const entry of entries) {
        const at = position.get(entry.target) ?? 0;
        if (entry.isIntersecting) seen.add(at);
        else seen.delete(at);
      }
      const first = sections[Math.min(...seen)];
      const last = sections[Math.max(...seen)];
      setNear(first && last ? { start: first.start, end: last.end } : NOWHERE);
    };
    const scroller = scrollerOf(surface);
    // A margin counts around the element that scrolls, and only if it is the root.
    const watcher = new IntersectionObserver(note, {
      root: scroller === document.documentElement ? null : scroller,
      rootMargin: `${MARGIN_PX}px`,
    });
    for (const section of position.keys()) watcher.observe(section);
    return () => watcher.disconnect();
  }, [root, sections]);
  return near;
}

const within = (near: Extent) => (extent: Extent) =>
  extent.start <= near.end && extent.end >= near.start;

/** Push tags that would lie on each other to the right, line by line. */
function spread(tags: Tag[]): Tag[] {
  const ends = new Map<number, number>();
  const sorted = tags.sort((a, b) => a.top - b.top || a.left - b.left);
  return sorted.map((tag) => {
    const line = Math.round(tag.top);
    const left = Math.max(tag.left, ends.get(line) ?? 0);
    ends.set(line, left + tag.paint.name.length * LETTER_PX + TAG_PADDING_PX);
    return { ...tag, left };
  });
}

interface Drawn {
  readonly drawing: Drawing;
  readonly surface: HTMLElement;
  readonly editor: TextEditor;
  readonly levels: ReadonlyMap<string, number>;
}

/** Add spans to a drawing; returns their tags where they were measured. */
function drawSpans({ drawing, surface, editor, levels }: Drawn, spans: readonly Span[]): Tag[] {
  const corner = surface.getBoundingClientRect();
  return spans.flatMap((span) => {
    const range = rangeOf(surface, editor.layout, span.start, span.end);
    if (range === null) return [];
    const paint = editor.paints.get(span.class_id) ?? UNKNOWN_PAINT;
    const picked = span.id === editor.picked;
    drawing.add(spanStyle(paint, levels.get(span.id) ?? 0, picked), range);
    const rect = startRect(range);
    if (rect === null) return [];
    const place = { left: rect.left - corner.left, top: rect.top - corner.top };
    return { id: span.id, ...place, paint, picked };
  });
}

/** Draw spans and doubts onto the surface; returns the tags to show. */
export function useMarks(
  root: RefObject<HTMLElement | null>,
  editor: TextEditor,
  doubts: readonly Extent[],
): readonly Tag[] {
  const { spans, picked, paints, layout } = editor;
  const near = useNear(root, layout.sections);
  const levels = useMemo(() => levelsOf(spans), [spans]);
  const [tags, setTags] = useState<readonly Tag[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: redrawn when what is drawn changes
  const redraw = useCallback(() => {
    const surface = root.current;
    if (surface === null) return;
    const isNear = within(near);
    const drawing = new Drawing();
    const drawn = drawSpans({ drawing, surface, editor, levels }, spans.filter(isNear));
    for (const doubt of doubts.filter(isNear)) {
      const range = rangeOf(surface, layout, doubt.start, doubt.end);
      if (range !== null) drawing.add(DOUBT_STYLE, range);
    }
    drawing.show();
    setTags(spread(drawn));
  }, [root, near, spans, levels, picked, paints, layout, doubts]);
  useLayoutEffect(() => {
    redraw();
    const surface = root.current;
    if (surface === null) return;
    let width = surface.offsetWidth;
    let height = surface.offsetHeight;
    const watcher = new ResizeObserver(() => {
      if (surface.offsetWidth === width && surface.offsetHeight === height) return;
      width = surface.offsetWidth;
      height = surface.offsetHeight;
      redraw();
    });
    watcher.observe(surface);
    return () => watcher.disconnect();
  }, [root, redraw]);
  useEffect(() => () => new Drawing().show(), []);
  return tags;
}
