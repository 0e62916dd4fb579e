// The browser's selection and ours, kept the same.
// - Ours is in code points and decides; the browser's draws it and follows the mouse.
// - While the mouse is down only the browser knows what is meant: ours is behind it, not written.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { Selected } from "./selection";
import { readSelection, writeSelection } from "./selection";
import type { TextEditor } from "./useTextEditor";

const same = (a: Selected | null, b: Selected | null) =>
  a?.anchor === b?.anchor && a?.focus === b?.focus;

/** Whether the mouse is down; known before anything else hears of its going down or up. */
function useMouseDown(): RefObject<boolean> {
  const isDown = useRef(false);
  useEffect(() => {
    const onDown = () => {
      isDown.current = true;
    };
    const onUp = () => {
      isDown.current = false;
    };
    document.addEventListener("mousedown", onDown, true);
    document.addEventListener("mouseup", onUp, true);
    return () => {
      document.removeEventListener("mousedown", onDown, true);
      document.removeEventListener("mouseup", onUp, true);
    };
  }, []);
  return isDown;
}

/** Follow the browser's selection, and make it follow ours while the text has the focus. */
export function useSelection(root: RefObject<HTMLElement | null>, editor: TextEditor): void {
  const { select, selected, index, layout } = editor;
  const isMouseDown = useMouseDown();
  const follow = useCallback(() => {
    const surface = root.current;
    const native = document.getSelection();
    if (surface === null || native === null || !surface.contains(native.anchorNode)) return;
    const now = readSelection(surface, index);
    if (now !== null) select(now);
  }, [root, select, index]);
  useEffect(() => {
    document.addEventListener("selectionchange", follow);
    return () => document.removeEventListener("selectionchange", follow);
  }, [follow]);
  useLayoutEffect(() => {
    const surface = root.current;
    if (surface === null || selected === null || isMouseDown.current) return;
    if (document.activeElement !== surface) return;
    if (!same(readSelection(surface, index), selected)) writeSelection(surface, layout, selected);
  });
}
