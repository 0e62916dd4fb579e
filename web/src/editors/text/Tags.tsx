// The tags at the start of spans: a click picks, a drag from one to another relates.
// SPDX-License-Identifier: Apache-2.0
import { memo, type PointerEvent, type RefObject, useRef, useState } from "react";
import { type Tag, tagText } from "./tags";
import styles from "./text.module.css";
import type { TextEditor } from "./useTextEditor";

interface Place {
  readonly x: number;
  readonly y: number;
}

const DRAG_PX = 5;

/** The tag under a place in the window. */
function tagAt({ x, y }: Place): string | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-tag]");
  return element?.dataset["tag"] ?? null;
}

const isFar = (event: PointerEvent, { x, y }: Place) =>
  Math.hypot(event.clientX - x, event.clientY - y) > DRAG_PX;

/** What the pointer does to tags; `pull` is where the loose end of a new relation is. */
export function useTagDrag(editor: TextEditor, root: RefObject<HTMLElement | null>) {
  const { relating, editing } = editor;
  const down = useRef<{ readonly id: string; readonly at: Place; isDrag: boolean } | null>(null);
  const [pull, setPull] = useState<Place | null>(null);
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const id = tagAt({ x: event.clientX, y: event.clientY });
    if (event.button !== 0 || id === null) return;
    // The selection in the text must survive, and no drag of the browser's own may begin.
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    down.current = { id, at: { x: event.clientX, y: event.clientY }, isDrag: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const start = down.current;
    const corner = root.current?.getBoundingClientRect();
    if (start === null || corner === undefined) return;
    if (!start.isDrag && isFar(event, start.at)) {
      start.isDrag = true;
      relating.begin(start.id);
    }
    if (!start.isDrag) return;
    relating.aimAt(tagAt({ x: event.clientX, y: event.clientY }));
    setPull({ x: event.clientX - corner.left, y: event.clientY - corner.top });
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const start = down.current;
    down.current = null;
    setPull(null);
    if (start === null) return;
    const target = tagAt({ x: event.clientX, y: event.clientY });
    if (start.isDrag && (target === null || target === start.id)) relating.cancel();
    else if (start.isDrag && target !== null) relating.join(target);
    else if (relating.from !== null) relating.join(start.id);
    else editing.select(start.id);
  };
  const onPointerCancel = () => {
    down.current = null;
    setPull(null);
    relating.cancel();
  };
  return { pull, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel } };
}

interface TagsProps {
  readonly tags: readonly Tag[];
  readonly from: string | null;
  readonly toward: string | null;
}

export const Tags = memo(function Tags({ tags, from, toward }: TagsProps) {
  return tags.map((tag) => (
    <span
      key={tag.id}
      className={`${styles["tag"]} hue-${tag.paint.hue}`}
      data-tag={tag.id}
      data-picked={tag.isPicked || undefined}
      data-ghost={tag.isGhost || undefined}
      data-aimed={tag.id === from || tag.id === toward || undefined}
      style={{ left: tag.left, top: tag.top }}
    >
      {tagText(tag)}
    </span>
  ));
});
