// Moving a caret through text that cannot be typed into.
// - Left and right go by seen characters or words and jump over chips; they follow the direction
//   of the paragraph. Up, down, Home and End go by lines as they are seen; a page is what
//   the window shows.
// SPDX-License-Identifier: Apache-2.0

import { type Geometry, LINE_KEYS } from "./geometry";
import { forgetWishes, scrollerOf } from "./scrolling";
import type { Selected } from "./selection";
import { step } from "./snapping";
import { extentOf, type TextEditor } from "./useTextEditor";

type Keys = Pick<React.KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;

/** Where the selection goes by this key, or null if the key moves nothing. */
export function moved(root: HTMLElement, editor: TextEditor, event: Keys): Selected | null {
  const geometry = editor.geometry();
  if (event.altKey || event.metaKey || geometry === null) return null;
  const now = editor.selected ?? { anchor: 0, focus: 0 };
  if (event.key === "ArrowLeft" || event.key === "ArrowRight")
    return sideways(geometry, editor, now, event);
  if (event.ctrlKey && event.key.toLowerCase() === "a")
    return { anchor: 0, focus: editor.index.length };
  if (event.ctrlKey && (event.key === "Home" || event.key === "End")) {
    return extended(now, event.key === "Home" ? 0 : editor.index.length, event.shiftKey);
  }
  if (event.key === "PageDown" || event.key === "PageUp") {
    return byPages(root, geometry, now, event, editor.index.length);
  }
  const line = LINE_KEYS.find((key) => key === event.key);
  return line === undefined ? null : geometry.byLine(now, line, event.shiftKey);
}

const extended = (now: Selected, focus: number, extend: boolean): Selected => ({
  anchor: extend ? now.anchor : focus,
  focus,
});

function sideways(geometry: Geometry, editor: TextEditor, now: Selected, event: Keys): Selected {
  const leftToRight = geometry.directionAt(now.focus) === "ltr";
  const ahead = (event.key === "ArrowRight") === leftToRight;
  if (!event.shiftKey && !event.ctrlKey && now.anchor !== now.focus) {
    const { start, end } = extentOf(now);
    return extended(now, ahead ? end : start, false);
  }
  const unit = event.ctrlKey ? "word" : "grapheme";
  const focus = step(now.focus, ahead ? 1 : -1, unit, editor.index, editor.chips);
  return extended(now, focus, event.shiftKey);
}

/** A window's height further; a line of what was seen stays in view. */
function byPages(
  root: HTMLElement,
  geometry: Geometry,
  now: Selected,
  event: Keys,
  end: number,
): Selected | null {
  const scroller = scrollerOf(root);
  const rect = geometry.caretRect(now.focus);
  if (rect === null) return null;
  const ahead = event.key === "PageDown";
  const seen = scroller.getBoundingClientRect();
  const before = scroller.scrollTop;
  forgetWishes();
  scroller.scrollTop += (ahead ? 1 : -1) * Math.max(rect.height, seen.height - 2 * rect.height);
  const isAtEnd = scroller.scrollTop === before;
  const point = geometry.pointAt(rect.left, inside(rect.top + rect.height / 2, seen));
  const edge = ahead ? end : 0;
  return extended(now, isAtEnd || point === null ? edge : point, event.shiftKey);
}

const inside = (y: number, { top, bottom }: DOMRect) => Math.max(top + 4, Math.min(bottom - 4, y));
