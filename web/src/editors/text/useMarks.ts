// Drawing the spans: highlights for what can be seen, and a small tag where each span begins.
// - Only spans of paragraphs near the window are registered: long texts stay quick.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from "react";
import type { Span } from "#lib/labels";
import { type Paint, UNKNOWN_PAINT } from "../core/palette";
import { DOUBT_STYLE, Drawing, spanStyle } from "./highlights";
import { levelsOf } from "./levels";
import { rangeOf, startRect } from "./places";
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

/** Which paragraphs are near the window, by position. */
function useNear(root: RefObject<HTMLElement | null>, paragraphs: readonly unknown[]) {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set());
  // biome-ignore lint/correctness/useExhaustiveDependencies: new paragraphs are new elements to watch
  useEffect(() => {
    const surface = root.current;
    if (surface === null) return;
    const lines = [...surface.children];
    const seen = new Set<number>();
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const at = lines.indexOf(entry.target);
          if (entry.isIntersecting) seen.add(at);
          else seen.delete(at);
        }
        setNear(new Set(seen));
      },
      { rootMargin: `${MARGIN_PX}px` },
    );
    for (const line of lines) watcher.observe(line);
    return () => watcher.disconnect();
  }, [root, paragraphs]);
  return near;
}

function extentsNear(editor: TextEditor, near: ReadonlySet<number>): (extent: Extent) => boolean {
  const shown = [...near].flatMap((at) => editor.paragraphs[at] ?? []);
  return (extent) => shown.some((line) => extent.start <= line.end && extent.end >= line.start);
}

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

/** Add spans to a drawing; returns their tags where they were measured. */
function drawSpans(
  drawing: Drawing,
  surface: HTMLElement,
  editor: TextEditor,
  visible: readonly Span[],
): Tag[] {
  const corner = surface.getBoundingClientRect();
  const levels = levelsOf(editor.spans);
  return visible.flatMap((span) => {
    const range = rangeOf(surface, editor.paragraphs, span.start, span.end);
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
  const near = useNear(root, editor.paragraphs);
  const [tags, setTags] = useState<readonly Tag[]>([]);
  const { spans, picked, paints, paragraphs } = editor;
  // biome-ignore lint/correctness/useExhaustiveDependencies: redrawn when what is drawn changes
  const redraw = useCallback(() => {
    const surface = root.current;
    if (surface === null) return;
    const isNear = extentsNear(editor, near);
    const drawing = new Drawing();
    const drawn = drawSpans(drawing, surface, editor, spans.filter(isNear));
    for (const doubt of doubts.filter(isNear)) {
      const range = rangeOf(surface, paragraphs, doubt.start, doubt.end);
      if (range !== null) drawing.add(DOUBT_STYLE, range);
    }
    drawing.show();
    setTags(spread(drawn));
  }, [root, near, spans, picked, paints, paragraphs, doubts]);
  useLayoutEffect(() => {
    redraw();
    const surface = root.current;
    if (surface === null) return;
    const watcher = new ResizeObserver(redraw);
    watcher.observe(surface);
    return () => watcher.disconnect();
  }, [root, redraw]);
  useEffect(() => () => new Drawing().show(), []);
  return tags;
}
