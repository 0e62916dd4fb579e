// Which part of the text is near the window.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useState } from "react";
import type { Section } from "./layout";
import { scrollerOf } from "./scrolling";
import type { Extent } from "./snapping";

const MARGIN_PX = 600;
const NOWHERE: Extent = { start: 0, end: -1 };

/** From the first to the last of the sections near the window; those between are near too. */
export function useNear(root: RefObject<HTMLElement | null>, sections: readonly Section[]): Extent {
  const [near, setNear] = useState<Extent>(NOWHERE);
  useEffect(() => {
    const surface = root.current;
    if (surface === null) return;
    const position = new Map([...surface.children].map((child, at) => [child, at]));
    const seen = new Set<number>();
    const note = (entries: readonly IntersectionObserverEntry[]) => {
      for (const entry of entries) {
        const at = position.get(entry.target) ?? 0;
        if (entry.isIntersecting) seen.add(at);
        else seen.delete(at);
      }
      const first = sections[Math.min(...seen)];
      const last = sections[Math.max(...seen)];
      setNear(first && last ? { start: first.start, end: last.end } : NOWHERE);
    };
    const scroller = scrollerOf(surface);
    // A margin counts around the element that scrolls, and only if it is the root.
    const watcher = new IntersectionObserver(note, {
      root: scroller === document.documentElement ? null : scroller,
      rootMargin: `${MARGIN_PX}px`,
    });
    for (const section of position.keys()) watcher.observe(section);
    return () => watcher.disconnect();
  }, [root, sections]);
  return near;
}
