// Selecting on a drawn text with the mouse: from where it goes down to where it is let go.
// - At the edge of the window the text follows, for as long as the mouse is held there.
// SPDX-License-Identifier: Apache-2.0
import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";
import { clicked } from "../picking";
import { forgetWishes, scrollerOf } from "../scrolling";
import type { TextEditor } from "../useTextEditor";

interface Held {
  readonly anchor: number;
  focus: number;
  x: number;
  y: number;
}

const MOST_PER_FRAME = 40;

/** How far the text goes in one frame while the mouse is held beyond the window. */
function pull(y: number, { top, bottom }: { readonly top: number; readonly bottom: number }) {
  const beyond = y < top + 8 ? y - top - 8 : Math.max(0, y - bottom + 8);
  return Math.max(-MOST_PER_FRAME, Math.min(MOST_PER_FRAME, beyond));
}

export function useDragging(editor: TextEditor) {
  const held = useRef<Held | null>(null);
  const frame = useRef(0);
  const { surface } = editor;
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const follow = () => {
    const now = held.current;
    const point = now && editor.geometry()?.pointAt(now.x, now.y);
    if (now == null || point == null || point === now.focus) return;
    now.focus = point;
    editor.select({ anchor: now.anchor, focus: point });
  };
  const keepPulling = () => {
    const element = surface.current;
    const now = held.current;
    if (element === null || now === null) return;
    const scroller = scrollerOf(element);
    const isPage = scroller === document.documentElement;
    const seen = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
    const by = pull(now.y, seen);
    if (by !== 0) {
      scroller.scrollTop += by;
      follow();
    }
    frame.current = requestAnimationFrame(keepPulling);
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      const point = editor.geometry()?.pointAt(event.clientX, event.clientY);
      if (event.button !== 0 || point == null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      forgetWishes();
      const anchor = event.shiftKey && editor.selected !== null ? editor.selected.anchor : point;
      held.current = { anchor, focus: point, x: event.clientX, y: event.clientY };
      editor.select({ anchor, focus: point });
      frame.current = requestAnimationFrame(keepPulling);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (held.current === null) return;
      Object.assign(held.current, { x: event.clientX, y: event.clientY });
      follow();
    },
    onPointerCancel() {
      held.current = null;
    },
    onMouseUp(event: MouseEvent<HTMLElement>) {
      const now = held.current;
      held.current = null;
      cancelAnimationFrame(frame.current);
      if (now === null) return;
      const place = editor.geometry()?.pointAt(event.clientX, event.clientY) ?? null;
      clicked(editor, { times: event.detail, now, place });
    },
  };
}
