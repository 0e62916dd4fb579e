// Places the questions about a turn right below its words, and makes room for them there.
// - What one looks at stays where it is on the screen while the lines around it move.
// - A text whose lines are not in the page (it may be drawn) gets the questions below it.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useLayoutEffect } from "react";
import { LINES_MOVED } from "#editors/core/turns";

const GAP_PX = 10;
const BAR_PX = 44;

interface Parts {
  readonly panel: RefObject<HTMLElement | null>;
  readonly frame: RefObject<HTMLElement | null>;
  readonly surface: RefObject<HTMLElement | null>;
  readonly turn: number;
  readonly isAsked: boolean;
}

function scrollerOf(element: Element): Element {
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  }
  return document.documentElement;
}

const linesOf = (surface: HTMLElement, turn: number) => [
  ...surface.querySelectorAll<HTMLElement>(`[data-turn="${turn}"]`),
];

/** Bring the whole turn with its questions into view, as far as it fits. */
function showWhole(first: HTMLElement, panel: HTMLElement): void {
  const scroller = scrollerOf(first);
  const seen = scroller.getBoundingClientRect();
  const below = panel.getBoundingClientRect().bottom + GAP_PX - seen.bottom;
  const above = first.getBoundingClientRect().top - BAR_PX - seen.top;
  if (below > 0 && above > 0) scroller.scrollTop += Math.min(below, above);
}

export function usePlaced({ panel, frame, surface, turn, isAsked }: Parts): void {
  useLayoutEffect(() => {
    const [root, holder, box] = [surface.current, frame.current, panel.current];
    if (root === null || holder === null || box === null || !isAsked) return;
    const lines = linesOf(root, turn);
    const [first, last] = [lines[0], lines.at(-1)];
    if (first === undefined || last === undefined) {
      box.dataset["docked"] = "";
      return;
    }
    delete box.dataset["docked"];
    const place = () => {
      last.style.setProperty("margin-block-end", `${box.offsetHeight + GAP_PX}px`);
      const top = last.getBoundingClientRect().bottom - holder.getBoundingClientRect().top;
      box.style.setProperty("top", `${top + GAP_PX / 2}px`);
      root.dispatchEvent(new Event(LINES_MOVED));
    };
    place();
    showWhole(first, box);
    const watcher = new ResizeObserver(place);
    watcher.observe(root);
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      const before = first.getBoundingClientRect().top;
      last.style.removeProperty("margin-block-end");
      scrollerOf(first).scrollTop += first.getBoundingClientRect().top - before;
    };
  }, [panel, frame, surface, turn, isAsked]);
}
