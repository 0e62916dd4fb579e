// The browser's selection in the words of the text: code points from `anchor` to `focus`.
// SPDX-License-Identifier: Apache-2.0
import type { CodePoints } from "#lib/codepoints";
import type { Layout } from "./layout";
import { offsetOf, placeOf } from "./places";

/** A selection as it was made: `focus` is the end that moves. */
export interface Selected {
  readonly anchor: number;
  readonly focus: number;
}

/** The end of the text that lies towards a place outside of it. */
function beyond(root: HTMLElement, index: CodePoints, node: Node): number {
  const isAfter = root.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  return isAfter ? index.length : 0;
}

/** What the browser has selected from inside `root` on, or null if that is elsewhere. */
export function readSelection(root: HTMLElement, index: CodePoints): Selected | null {
  const native = document.getSelection();
  if (native?.anchorNode == null || native.focusNode == null) return null;
  const anchor = offsetOf(root, index, native.anchorNode, native.anchorOffset);
  if (anchor === null) return null;
  // Three clicks on the last line, or a drag beyond it, end outside of the text.
  const focus = offsetOf(root, index, native.focusNode, native.focusOffset);
  return { anchor, focus: focus ?? beyond(root, index, native.focusNode) };
}

/** Make the browser select `selected`. */
export function writeSelection(root: HTMLElement, layout: Layout, selected: Selected): void {
  const anchor = placeOf(root, layout, selected.anchor);
  const focus = placeOf(root, layout, selected.focus);
  if (anchor === null || focus === null) return;
  document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset);
}
