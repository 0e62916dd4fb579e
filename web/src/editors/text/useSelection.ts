// The browser's selection and ours, kept the same.
// - Ours is in code points and decides; the browser's draws it and follows the mouse.
// - While the mouse is down only the browser knows what is meant: ours is behind it, not written.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { CodePoints } from "#lib/codepoints";
import { offsetOf, placeOf } from "./places";
import type { Selected, TextEditor } from "./useTextEditor";

/** The end of the text that lies towards a place outside of it. */
function beyond(root: HTMLElement, index: CodePoints, node: Node): number {
  const isAfter = root.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isAfter ? index.length : 0;
}

/** What the browser has selected from inside `root` on, or null if that is elsewhere. */
export function readSelection(
  root: HTMLElement,
  { index }: Pick<TextEditor, "index">,
): Selected | null {
  const native = document.getSelection();
  if (native?.anchorNode == null || native.focusNode == null) return null;
  const anchor = offsetOf(root, index, native.anchorNode, native.anchorOffset);
  if (anchor === null) return null;
  // Three clicks on the last line, or a drag beyond it, end outside of the text.
  const focus = offsetOf(root, index, native.focusNode, native.focusOffset);
  return { anchor, focus: focus ?? beyond(root, index, native.focusNode) };
}

const same = (a: Selected | null, b: Selected | null) =>
  a?.anchor === b?.anchor && a?.focus === b?.focus;

/** Make the browser select `selected`. */
export function writeSelection(root: HTMLElement, editor: TextEditor, selected: Selected): void {
  const anchor = placeOf(root, editor.layout, selected.anchor);
  const focus = placeOf(root, editor.layout, selected.focus);
  if (anchor === null || focus === null) return;
  document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}

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
  const { select, selected, index } = editor;
  const isMouseDown = useMouseDown();
  const follow = useCallback(() => {
    const surface = root.current;
    const native = document.getSelection();
    if (surface === null || native === null || !surface.contains(native.anchorNode)) return;
    const now = readSelection(surface, { index });
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
    if (!same(readSelection(surface, editor), selected)) writeSelection(surface, editor, selected);
  });
}
