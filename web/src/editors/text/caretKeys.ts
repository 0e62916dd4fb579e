// Moving a caret through text that cannot be typed into.
// - Left and right go by seen characters or words and jump over chips; they follow the direction
//   of the paragraph. Up, down, Home and End are the browser's own idea of lines; a page is what
//   the window shows.
// SPDX-License-Identifier: Apache-2.0

import { lineAt } from "./layout";
import { caretRect, offsetOf } from "./places";
import { forgetWishes, scrollerOf } from "./scrolling";
import { step } from "./snapping";
import { readSelection, writeSelection } from "./useSelection";
import { extentOf, type Selected, type TextEditor } from "./useTextEditor";

type Keys = Pick<React.KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;

/** Where the selection goes by this key, or null if the key moves nothing. */
export function moved(root: HTMLElement, editor: TextEditor, event: Keys): Selected | null {
  if (event.altKey || event.metaKey) return null;
  const now = editor.selected ?? { anchor: 0, focus: 0 };
  if (event.key === "ArrowLeft" || event.key === "ArrowRight")
    return sideways(root, editor, now, event);
  if (event.ctrlKey && event.key.toLowerCase() === "a")
    return { anchor: 0, focus: editor.index.length };
  if (event.ctrlKey && (event.key === "Home" || event.key === "End")) {
    return extended(now, event.key === "Home" ? 0 : editor.index.length, event.shiftKey);
  }
  if (event.key === "PageDown" || event.key === "PageUp") return byPages(root, editor, now, event);
  return byLines(root, editor, now, event);
}

const extended = (now: Selected, focus: number, extend: boolean): Selected => ({
  anchor: extend ? now.anchor : focus,
  focus,
});

function sideways(root: HTMLElement, editor: TextEditor, now: Selected, event: Keys): Selected {
  const leftToRight = lineAt(root, editor.layout, now.focus)?.paragraph.direction !== "rtl";
  const ahead = (event.key === "ArrowRight") === leftToRight;
  if (!event.shiftKey && !event.ctrlKey && now.anchor !== now.focus) {
    const { start, end } = extentOf(now);
    return extended(now, ahead ? end : start, false);
  }
  const unit = event.ctrlKey ? "word" : "grapheme";
  const focus = step(now.focus, ahead ? 1 : -1, unit, editor.index, editor.chips);
  return extended(now, focus, event.shiftKey);
}

const LINE_MOVES: Readonly<
  Record<string, readonly ["forward" | "backward", "line" | "lineboundary"]>
> = {
  ArrowDown: ["forward", "line"],
  ArrowUp: ["backward", "line"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
};

function byLines(
  root: HTMLElement,
  editor: TextEditor,
  now: Selected,
  event: Keys,
): Selected | null {
  const move = LINE_MOVES[event.key];
  const native = document.getSelection();
  if (move === undefined || native === null) return null;
  writeSelection(root, editor, now);
  native.modify(event.shiftKey ? "extend" : "move", move[0], move[1]);
  return readSelection(root, editor);
}

/** A window's height further; a line of what was seen stays in view. */
function byPages(
  root: HTMLElement,
  editor: TextEditor,
  now: Selected,
  event: Keys,
): Selected | null {
  const scroller = scrollerOf(root);
  const rect = caretRect(root, editor.layout, now.focus);
  if (rect === null) return null;
  const ahead = event.key === "PageDown";
  const seen = scroller.getBoundingClientRect();
  const before = scroller.scrollTop;
  forgetWishes();
  scroller.scrollTop += (ahead ? 1 : -1) * Math.max(rect.height, seen.height - 2 * rect.height);
  const isAtEnd = scroller.scrollTop === before;
  const edge = ahead ? editor.index.length : 0;
  const place = document.caretPositionFromPoint(
    rect.left,
    inside(rect.top + rect.height / 2, seen),
  );
  const point = place && offsetOf(root, editor.index, place.offsetNode, place.offset);
  return extended(now, isAtEnd || point === null ? edge : point, event.shiftKey);
}

const inside = (y: number, { top, bottom }: DOMRect) => Math.max(top + 4, Math.min(bottom - 4, y));
