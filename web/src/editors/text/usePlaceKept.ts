// What one reads stays in view when the text turns into a picture, or a picture into text.
// - The two break their lines differently: what is kept is the place of the text, not of the window.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "react";
import { reveal, scrollerOf } from "./scrolling";
import type { TextEditor } from "./useTextEditor";

/** So long after scrolling the place is noted. */
const SETTLED_MS = 150;
const ROOM_PX = 80;
/** What turned is laid out a few frames later. */
const MOST_FRAMES = 120;

/** The first place that is seen. */
function firstSeen(root: HTMLElement, editor: TextEditor): number | null {
  const corner = root.getBoundingClientRect();
  const scroller = scrollerOf(root);
  const isPage = scroller === document.documentElement;
  const top = isPage ? 0 : scroller.getBoundingClientRect().top;
  const y = Math.max(corner.top, top) + ROOM_PX;
  return editor.geometry()?.pointAt(corner.left + ROOM_PX, y) ?? null;
}

export function usePlaceKept(editor: TextEditor): void {
  const { surface, geometry, mark } = editor;
  const isDrawn = mark !== null;
  const seen = useRef(0);
  const before = useRef(isDrawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the editor only its places are used
  useEffect(() => {
    const root = surface.current;
    if (root === null) return;
    const scroller = scrollerOf(root);
    const target = scroller === document.documentElement ? window : scroller;
    let timer = 0;
    const note = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        seen.current = firstSeen(root, editor) ?? seen.current;
      }, SETTLED_MS);
    };
    target.addEventListener("scroll", note, { passive: true });
    return () => {
      clearTimeout(timer);
      target.removeEventListener("scroll", note);
    };
  }, [surface, geometry]);
  useEffect(() => {
    if (before.current === isDrawn) return;
    before.current = isDrawn;
    const wanted = seen.current;
    let frame = 0;
    let left = MOST_FRAMES;
    const go = () => {
      const places = geometry();
      if (surface.current !== null && places !== null) {
        reveal(surface.current, places, wanted, ROOM_PX);
      } else if (left-- > 0) frame = requestAnimationFrame(go);
    };
    go();
    return () => cancelAnimationFrame(frame);
  }, [isDrawn, surface, geometry]);
}
