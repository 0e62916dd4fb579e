// Where places of the text stand on the screen, whichever way the text is shown.
// - `pageGeometry` asks the page, whose browser laid the text out; a drawn text answers by itself.
// - Rectangles and points count from the window's corner, places are code points.
// SPDX-License-Identifier: Apache-2.0
import type { Direction } from "./direction";
import { type Layout, lineAt } from "./layout";
import { caretRect, offsetOf } from "./places";
import { readSelection, type Selected, writeSelection } from "./selection";

export const LINE_KEYS = ["ArrowDown", "ArrowUp", "Home", "End"] as const;
type LineKey = (typeof LINE_KEYS)[number];

export interface Geometry {
  /** The rectangle of the place before `point`, for a caret; null where it is not laid out. */
  caretRect(point: number): DOMRect | null;
  /** The place that a point of the window means; null outside of the text. */
  pointAt(x: number, y: number): number | null;
  /** Where the selection goes by a key that follows lines as they are seen. */
  byLine(now: Selected, key: LineKey, extend: boolean): Selected | null;
  directionAt(point: number): Direction;
}

const MOVES = {
  ArrowDown: ["forward", "line"],
  ArrowUp: ["backward", "line"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
} as const;

/** The geometry of a text that stands in the page. */
export function pageGeometry(root: HTMLElement, layout: Layout): Geometry {
  const { index } = layout;
  return {
    caretRect: (point) => caretRect(root, layout, point),
    pointAt(x, y) {
      const place = document.caretPositionFromPoint(x, y);
      return place && offsetOf(root, index, place.offsetNode, place.offset);
    },
    byLine(now, key, extend) {
      const native = document.getSelection();
      if (native === null) return null;
      writeSelection(root, layout, now);
      native.modify(extend ? "extend" : "move", ...MOVES[key]);
      return readSelection(root, index);
    },
    directionAt: (point) => lineAt(root, layout, point)?.paragraph.direction ?? "ltr",
  };
}
