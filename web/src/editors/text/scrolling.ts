// Bringing a place of the text into view.
// - A far section has only a guessed height: the place is looked up again once it is laid out.
// SPDX-License-Identifier: Apache-2.0
import type { Geometry } from "./geometry";

/** What scrolls the surface: its nearest scrolling ancestor, or the page. */
export function scrollerOf(element: Element): Element {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return document.documentElement;
}

interface Seen {
  readonly top: number;
  readonly bottom: number;
}

/** How far to scroll so that `rect` is inside with some room; 0 if it is. */
function distance(rect: DOMRect, seen: Seen, room: number): number {
  const above = rect.top - room - seen.top;
  const below = rect.bottom + room - seen.bottom;
  return above < 0 ? above : Math.max(below, 0);
}

/** Scroll once, as far as is known now; false if there was nothing to do. */
function scrollTo(root: HTMLElement, geometry: Geometry, point: number, room: number): boolean {
  const rect = geometry.caretRect(point);
  if (rect === null) return false;
  const scroller = scrollerOf(root);
  const isPage = scroller === document.documentElement;
  const seen = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
  const by = distance(rect, seen, room);
  if (by === 0) return false;
  const height = seen.bottom - seen.top;
  const toMiddle = (rect.top + rect.bottom) / 2 - (seen.top + height / 2);
  scroller.scrollTop += Math.abs(by) > height / 2 ? toMiddle : by;
  return true;
}

const AGAIN = 2;

/** Counts what was asked for, so that an older wish never undoes a newer one. */
let wishes = 0;

/** Scroll until `point` can be seen with `room` around it; what is far comes to the middle. */
export function reveal(root: HTMLElement, geometry: Geometry, point: number, room: number): void {
  const wish = ++wishes;
  const go = (left: number) => {
    if (wish !== wishes || !scrollTo(root, geometry, point, room) || left === 0) return;
    requestAnimationFrame(() => go(left - 1));
  };
  go(AGAIN);
}

/** Whoever scrolls by other means is not scrolled back. */
export function forgetWishes(): void {
  wishes++;
}
