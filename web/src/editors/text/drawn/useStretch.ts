// Which stretch of a long text is painted: what the window shows and a margin, in steps.
// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useLayoutEffect, useState } from "react";
import { scrollerOf } from "../scrolling";

const STEP_PX = 240;
const MARGIN_PX = 360;

interface Seen {
  readonly top: number;
  readonly bottom: number;
}

/** The stretch, in pixels from the surface's corner, that has to be painted now. */
function stretchOf(surface: HTMLElement, scroller: Element): Seen {
  const own = surface.getBoundingClientRect();
  const isPage = scroller === document.documentElement;
  const seen = isPage ? { top: 0, bottom: window.innerHeight } : scroller.getBoundingClientRect();
  const top = Math.floor((seen.top - own.top - MARGIN_PX) / STEP_PX) * STEP_PX;
  const bottom = Math.ceil((seen.bottom - own.top + MARGIN_PX) / STEP_PX) * STEP_PX;
  const end = Math.ceil(own.height);
  return { top: Math.min(Math.max(0, top), end), bottom: Math.max(0, Math.min(bottom, end)) };
}

export function useStretch(root: RefObject<HTMLElement | null>, height: number): Seen {
  const [stretch, setStretch] = useState<Seen>({ top: 0, bottom: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is another stretch
  useLayoutEffect(() => {
    const surface = root.current;
    if (surface === null) return;
    const scroller = scrollerOf(surface);
    const follow = () => {
      const next = stretchOf(surface, scroller);
      setStretch((now) => (now.top === next.top && now.bottom === next.bottom ? now : next));
    };
    follow();
    const target = scroller === document.documentElement ? window : scroller;
    target.addEventListener("scroll", follow, { passive: true });
    const watcher = new ResizeObserver(follow);
    watcher.observe(surface);
    watcher.observe(scroller);
    return () => {
      target.removeEventListener("scroll", follow);
      watcher.disconnect();
    };
  }, [root, height]);
  return stretch;
}
