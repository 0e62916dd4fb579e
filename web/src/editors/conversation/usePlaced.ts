// Places the questions about a turn right below its words, and makes room for them there.
// - What one looks at stays where it is on the screen while the lines around it move.
// - Here for lines that stand in the page; of a drawn text, see `usePlacedOnDrawing`.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useLayoutEffect } from "react";
import { askedOf, LINES_MOVED } from "#editors/core/turns";
import type { Talk } from "./talk";

export const GAP_PX = 10;
const BAR_PX = 44;

export interface Parts {
  readonly panel: RefObject<HTMLElement | null>;
  readonly frame: RefObject<HTMLElement | null>;
  readonly talk: Talk;
}

/** Whether anything is asked of the turn one is at. */
export function isAskedOf({ turns, turn, ontology }: Talk): boolean {
  const here = turns[turn - 1];
  return here !== undefined && askedOf(ontology, here).length > 0;
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

/** Bring the whole turn with its questions into view, as far as it fits; `top` of the window. */
export function showWhole(top: number, panel: HTMLElement): void {
  const scroller = scrollerOf(panel);
  const seen = scroller.getBoundingClientRect();
  const below = panel.getBoundingClientRect().bottom + GAP_PX - seen.bottom;
  const above = top - BAR_PX - seen.top;
  if (below > 0 && above > 0) scroller.scrollTop += Math.min(below, above);
}

export function usePlaced({ panel, frame, talk }: Parts): void {
  const { surface, turn, isDrawn } = talk;
  const isAsked = isAskedOf(talk);
  useLayoutEffect(() => {
    const [root, holder, box] = [surface.current, frame.current, panel.current];
    if (isDrawn || root === null || holder === null || box === null || !isAsked) return;
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
    showWhole(first.getBoundingClientRect().top, box);
    const watcher = new ResizeObserver(place);
    watcher.observe(root);
    watcher.observe(box);
    return () => {
      watcher.disconnect();
      const before = first.getBoundingClientRect().top;
      last.style.removeProperty("margin-block-end");
      scrollerOf(first).scrollTop += first.getBoundingClientRect().top - before;
    };
  }, [panel, frame, surface, turn, isAsked, isDrawn]);
}
