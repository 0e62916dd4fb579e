// Our caret: the text cannot be typed into, so the browser draws none.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useLayoutEffect, useState } from "react";
import { LINES_MOVED } from "../core/turns";
import type { TextEditor } from "./useTextEditor";

export interface CaretPlace {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** Where the caret is, in pixels from the surface's corner; null while something is selected. */
export function useCaret(
  root: RefObject<HTMLElement | null>,
  editor: TextEditor,
  laidOut: unknown = null,
) {
  const [caret, setCaret] = useState<CaretPlace | null>(null);
  const { selected, layout, geometry } = editor;
  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out anew, it stands elsewhere
  useLayoutEffect(() => {
    const surface = root.current;
    const draw = () => {
      const isCaret = selected !== null && selected.anchor === selected.focus;
      const rect = isCaret ? geometry()?.caretRect(selected.focus) : null;
      if (surface === null || rect == null) return setCaret(null);
      const corner = surface.getBoundingClientRect();
      setCaret({ left: rect.left - corner.left, top: rect.top - corner.top, height: rect.height });
    };
    draw();
    if (surface === null) return;
    // Lines break elsewhere in another width: the caret goes along with its word.
    const watcher = new ResizeObserver(draw);
    watcher.observe(surface);
    surface.addEventListener(LINES_MOVED, draw);
    return () => {
      watcher.disconnect();
      surface.removeEventListener(LINES_MOVED, draw);
    };
  }, [root, selected, layout, geometry, laidOut]);
  return caret;
}
