// Where places of a drawn text stand on the screen.
// SPDX-License-Identifier: Apache-2.0
import type { Geometry } from "../geometry";
import type { Sheet } from "./sheet";

/** The geometry of a sheet that is painted onto `surface`. */
export function drawnGeometry(surface: HTMLElement, sheet: Sheet): Geometry {
  /** Up and down keep to the column that one came from. */
  let column: { readonly point: number; readonly x: number } | null = null;
  return {
    caretRect(point) {
      const corner = surface.getBoundingClientRect();
      const { left, top, height } = sheet.caret(point);
      return new DOMRect(corner.left + left, corner.top + top, 0, height);
    },
    pointAt(x, y) {
      const corner = surface.getBoundingClientRect();
      return sheet.pointAt(x - corner.left, y - corner.top);
    },
    byLine(now, key, extend) {
      const moved = (focus: number) => ({ anchor: extend ? now.anchor : focus, focus });
      if (key === "Home" || key === "End") {
        return moved(sheet.lineEdge(now.focus, key === "Home" ? "start" : "end"));
      }
      const x = column?.point === now.focus ? column.x : sheet.caret(now.focus).left;
      const point = sheet.besides(now.focus, key === "ArrowDown" ? 1 : -1, x);
      column = { point, x };
      return moved(point);
    },
    directionAt: (point) => sheet.lines[sheet.lineAt(point)]?.paragraph.direction ?? "ltr",
  };
}
