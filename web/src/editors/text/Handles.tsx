// The two edges of the picked span, to be dragged with the mouse; by keys they move too.
// - The labels change once, when the mouse is let go; until then only the handles move.
// SPDX-License-Identifier: Apache-2.0
import { type PointerEvent, useRef, useState } from "react";
import type { Extent } from "./snapping";
import styles from "./text.module.css";
import type { TextEditor } from "./useTextEditor";

type Edge = "start" | "end";

interface Box {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

export type Edges = Readonly<Record<Edge, Box>>;

/** Where the edges of an extent stand, in pixels from the surface's corner. */
export function edgesOf(editor: TextEditor, extent: Extent): Edges | null {
  const corner = editor.surface.current?.getBoundingClientRect();
  const boxOf = (point: number): Box | null => {
    const rect = editor.geometry()?.caretRect(point);
    if (corner === undefined || rect == null) return null;
    return { left: rect.left - corner.left, top: rect.top - corner.top, height: rect.height };
  };
  const [start, end] = [boxOf(extent.start), boxOf(extent.end)];
  return start && end && { start, end };
}

interface HandlesProps {
  readonly editor: TextEditor;
  /** Measured along with everything else that is drawn; null if no span is picked. */
  readonly edges: Edges | null;
}

export function Handles({ editor, edges }: HandlesProps) {
  const { spans, picked } = editor;
  const [preview, setPreview] = useState<Extent | null>(null);
  const edge = useRef<Edge | null>(null);
  const boxes = preview === null ? edges : edgesOf(editor, preview);
  const span = spans.find((each) => each.id === picked);
  if (boxes === null || span === undefined) return null;

  const onPointerDown = (which: Edge) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    edge.current = which;
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (edge.current === null) return;
    const point = editor.geometry()?.pointAt(event.clientX, event.clientY) ?? null;
    const extent = point === null ? null : editor.edgeAt(edge.current, point);
    if (extent !== null) setPreview(extent);
  };
  const onPointerUp = () => {
    if (edge.current !== null && preview !== null) {
      editor.editing.moveEdges(span.id, preview.start, preview.end);
    }
    edge.current = null;
    setPreview(null);
  };
  return (["start", "end"] as const).map((which) => (
    <span
      key={which}
      className={styles["handle"]}
      data-handle={which}
      data-dragged={preview !== null || undefined}
      style={boxes[which]}
      onPointerDown={onPointerDown(which)}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    />
  ));
}
