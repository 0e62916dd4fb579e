// Between offsets of the text and places in the page.
// - Sections, paragraphs and pieces carry their first code point in `data-at`; all but plain
//   pieces also their last in `data-end`.
// - A place inside a chip is the chip's nearer edge: chips are never cut.
// SPDX-License-Identifier: Apache-2.0
import type { CodePoints } from "#lib/codepoints";
import { type Layout, lineAt } from "./layout";

interface Place {
  readonly node: Node;
  readonly offset: number;
}

const numberOf = (element: Element | null, name: "at" | "end"): number =>
  Number((element as HTMLElement | null)?.dataset[name] ?? Number.NaN);

const holderOf = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-at]") ?? null;

/** The offset that a place in the page stands for, or null outside of `root`. */
export function offsetOf(
  root: HTMLElement,
  index: CodePoints,
  node: Node,
  offset: number,
): number | null {
  if (node === root) return atChild(root, offset, Number.NaN);
  const holder = root.contains(node) ? holderOf(node) : null;
  if (holder === null) return null;
  const start = numberOf(holder, "at");
  if (holder.dataset["chip"] !== undefined) {
    const length = holder.textContent?.length ?? 0;
    const late = node instanceof Text ? offset > length / 2 : offset > 0;
    return late ? numberOf(holder, "end") : start;
  }
  if (node instanceof Text) return index.fromUtf16(index.toUtf16(start) + offset);
  return atChild(holder, offset, numberOf(holder, "end"));
}

function atChild(parent: HTMLElement, offset: number, end: number): number | null {
  const child = parent.children[offset];
  if (child instanceof HTMLElement && child.dataset["at"] !== undefined) {
    return numberOf(child, "at");
  }
  // A paragraph that holds its text itself has no child element; before the text is its start.
  if (offset === 0 && parent.childNodes.length > 0 && parent.childElementCount === 0) {
    return numberOf(parent, "at");
  }
  if (!Number.isNaN(end)) return end;
  const last = numberOf(parent.lastElementChild, "end");
  return Number.isNaN(last) ? null : last;
}

/** The place in the page of an offset. */
export function placeOf(root: HTMLElement, layout: Layout, point: number): Place | null {
  const found = lineAt(root, layout, point);
  if (found === null) return null;
  const { line, paragraph } = found;
  if (paragraph.pieces.length === 0) return { node: line, offset: 0 };
  // At the seam of two pieces the earlier one is asked first: its text has a place for a caret.
  const wanted = Math.min(point, paragraph.end);
  const position = paragraph.pieces.findIndex((piece) => wanted <= piece.end);
  const piece = paragraph.pieces[position];
  if (piece === undefined) return { node: line, offset: line.childNodes.length };
  if (piece.kind === "chip")
    return { node: line, offset: wanted <= piece.start ? position : position + 1 };
  const child = line.childNodes[position];
  const text = child instanceof Text ? child : child?.firstChild;
  if (!(text instanceof Text)) return null;
  const { index } = layout;
  return { node: text, offset: index.toUtf16(wanted) - index.toUtf16(piece.start) };
}

/** The range of an extent, or null where the page does not show it. */
export function rangeOf(
  root: HTMLElement,
  layout: Layout,
  start: number,
  end: number,
): Range | null {
  const from = placeOf(root, layout, start);
  const to = placeOf(root, layout, end);
  if (from === null || to === null) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** A place between letters has a rectangle of its own, or the edge of a letter beside it. */
function rectInText(text: Text, offset: number): DOMRect | null {
  const range = document.createRange();
  range.setStart(text, offset);
  const own = range.getClientRects()[0];
  if (own !== undefined) return own;
  range.setStart(text, Math.max(0, offset - 1));
  range.setEnd(text, Math.min(text.length, Math.max(1, offset)));
  const beside = [...range.getClientRects()].at(-1);
  if (beside === undefined) return text.parentElement?.getBoundingClientRect() ?? null;
  return new DOMRect(offset === 0 ? beside.left : beside.right, beside.top, 0, beside.height);
}

/** The rectangle of the place before `point`, for a caret. */
export function caretRect(root: HTMLElement, layout: Layout, point: number): DOMRect | null {
  const place = placeOf(root, layout, point);
  if (place === null) return null;
  if (place.node instanceof Text) return rectInText(place.node, place.offset);
  const line = place.node as Element;
  const after = line.children[place.offset];
  const before = line.children[place.offset - 1];
  const box = (after ?? before ?? line).getBoundingClientRect();
  const x = after === undefined && before !== undefined ? box.right : box.left;
  return new DOMRect(x, box.top, 0, box.height);
}

/** The rectangle of the first line of an extent, for its tag. */
export function startRect(range: Range): DOMRect | null {
  return [...range.getClientRects()].find((rect) => rect.width > 0) ?? null;
}
