// Between offsets of the text and places in the page.
// - Every piece carries its first code point in `data-at`; chips and paragraphs also `data-end`.
// - A place inside a chip is the chip's nearer edge: chips are never cut.
// SPDX-License-Identifier: Apache-2.0
import { indexText } from "#lib/codepoints";
import { lastStartingBy, type Paragraph } from "./paragraphs";

interface Place {
  readonly node: Node;
  readonly offset: number;
}

const numberOf = (element: Element | null, name: "at" | "end"): number =>
  Number((element as HTMLElement | null)?.dataset[name] ?? Number.NaN);

const holderOf = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>("[data-at]") ?? null;

/** The offset that a place in the page stands for, or null outside of `root`. */
export function offsetOf(root: HTMLElement, node: Node, offset: number): number | null {
  if (node === root) return atChild(root, offset, Number.NaN);
  const holder = root.contains(node) ? holderOf(node) : null;
  if (holder === null) return null;
  const start = numberOf(holder, "at");
  if (holder.dataset["chip"] !== undefined) {
    const length = holder.textContent?.length ?? 0;
    const late = node instanceof Text ? offset > length / 2 : offset > 0;
    return late ? numberOf(holder, "end") : start;
  }
  if (node instanceof Text) return start + indexText(node.data.slice(0, offset)).length;
  return atChild(holder, offset, numberOf(holder, "end"));
}

function atChild(parent: HTMLElement, offset: number, end: number): number | null {
  const child = parent.children[offset];
  if (child instanceof HTMLElement && child.dataset["at"] !== undefined) {
    return numberOf(child, "at");
  }
  if (!Number.isNaN(end)) return end;
  const last = numberOf(parent.lastElementChild, "end");
  return Number.isNaN(last) ? null : last;
}

/** The place in the page of an offset; `root` holds one element per paragraph. */
export function placeOf(
  root: HTMLElement,
  paragraphs: readonly Paragraph[],
  point: number,
): Place | null {
  const at = lastStartingBy(paragraphs, point);
  const paragraph = paragraphs[at];
  const line = root.children[at];
  if (paragraph === undefined || line === undefined) return null;
  if (paragraph.pieces.length === 0) return { node: line, offset: 0 };
  // At the seam of two pieces the earlier one is asked first: its text has a place for a caret.
  const wanted = Math.min(point, paragraph.end);
  const position = paragraph.pieces.findIndex((piece) => wanted <= piece.end);
  const piece = paragraph.pieces[position];
  if (piece === undefined) return { node: line, offset: line.childNodes.length };
  if (piece.kind === "chip")
    return { node: line, offset: wanted <= piece.start ? position : position + 1 };
  const text = line.children[position]?.firstChild;
  if (!(text instanceof Text)) return null;
  return { node: text, offset: indexText(piece.text).toUtf16(wanted - piece.start) };
}

/** The range of an extent, or null where the page does not show it. */
export function rangeOf(
  root: HTMLElement,
  paragraphs: readonly Paragraph[],
  start: number,
  end: number,
): Range | null {
  const from = placeOf(root, paragraphs, start);
  const to = placeOf(root, paragraphs, end);
  if (from === null || to === null) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

/** The rectangle of the place before `point`, for a caret. */
export function caretRect(
  root: HTMLElement,
  paragraphs: readonly Paragraph[],
  point: number,
): DOMRect | null {
  const place = placeOf(root, paragraphs, point);
  if (place === null) return null;
  if (place.node instanceof Text) {
    const range = document.createRange();
    range.setStart(place.node, place.offset);
    return range.getClientRects()[0] ?? null;
  }
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
