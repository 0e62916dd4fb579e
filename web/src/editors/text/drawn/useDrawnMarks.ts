// What lies on a drawn text near the window: marks to paint, and where their tags and edges go.
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "react";
import { UNKNOWN_PAINT } from "../../core/palette";
import type { Edges } from "../Handles";
import { levelsOf } from "../levels";
import type { Extent } from "../snapping";
import { spread, type Tag, tagOf } from "../tags";
import type { TextEditor } from "../useTextEditor";
import type { Stroke } from "./paint";
import type { Sheet } from "./sheet";

interface DrawnMarks {
  readonly near: Extent;
  readonly strokes: readonly Stroke[];
  readonly tags: readonly Tag[];
  readonly edges: Edges | null;
}

const NOTHING: DrawnMarks = { near: { start: 0, end: 0 }, strokes: [], tags: [], edges: null };

/** What of the text lies in a stretch of its height. */
function nearOf(sheet: Sheet, { top, bottom }: { readonly top: number; readonly bottom: number }) {
  const lines = sheet.linesIn(top, bottom);
  return { start: lines[0]?.start ?? 0, end: lines.at(-1)?.end ?? 0 };
}

function tagFor(sheet: Sheet, { span, paint, isPicked, isGhost }: Stroke): Tag[] {
  const end = Math.min(span.end, span.start + 400);
  const box = sheet.boxes({ start: span.start, end }).find(({ width }) => width > 0);
  if (box === undefined) return [];
  const rect = { left: box.left, right: box.left + box.width, top: box.top };
  const line = sheet.lines[sheet.lineAt(span.start)];
  const isRightToLeft = line?.paragraph.direction === "rtl";
  const begin = { span, paint, rect, corner: { left: 0, top: 0 }, isRightToLeft };
  return [tagOf(begin, isPicked, isGhost)];
}

export function useDrawnMarks(
  editor: TextEditor,
  sheet: Sheet | null,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): DrawnMarks {
  const { spans, picked, paints, view, suggestions } = editor;
  const ghosts = suggestions.open;
  const levels = useMemo(() => levelsOf([...spans, ...ghosts]), [spans, ghosts]);
  return useMemo(() => {
    if (sheet === null) return NOTHING;
    const near = nearOf(sheet, { top, bottom });
    const isNear = ({ start, end }: Extent) => start <= near.end && end >= near.start;
    const strokeOf = (span: (typeof spans)[number], isGhost: boolean): Stroke => ({
      span,
      paint: paints.get(span.class_id) ?? UNKNOWN_PAINT,
      level: levels.get(span.id) ?? 0,
      isPicked: span.id === picked,
      isGhost,
    });
    const shown = spans.filter((span) => isNear(span) && !view.hidden.has(span.class_id));
    const strokes = [
      ...shown.map((span) => strokeOf(span, false)),
      ...ghosts.filter(isNear).map((span) => strokeOf(span, true)),
    ];
    const held = shown.find(({ id, class_id }) => id === picked && !view.locked.has(class_id));
    return {
      near,
      strokes,
      tags: spread(strokes.flatMap((stroke) => tagFor(sheet, stroke))),
      edges: held ? { start: sheet.caret(held.start), end: sheet.caret(held.end) } : null,
    };
  }, [sheet, top, bottom, spans, ghosts, levels, picked, paints, view.hidden, view.locked]);
}
