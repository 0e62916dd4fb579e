// A long list in chunks: only those near its window are in the page, the others are as high.
// - A short list is in the page whole.
// - The chunk of the item that must be there, such as the picked one, always is.
// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";

interface WindowedProps<T> {
  readonly items: readonly T[];
  /** The position of the item that must be in the page, or -1. */
  readonly kept: number;
  readonly itemPx: number;
  readonly render: (item: T) => ReactNode;
}

const CHUNK = 40;
const WHOLE_UNTIL = 3 * CHUNK;

/** Which chunks are near the window, by position. */
function useNear(root: RefObject<HTMLElement | null>, chunks: number): ReadonlySet<number> {
  const [near, setNear] = useState<ReadonlySet<number>>(new Set([0]));
  useEffect(() => {
    const list = root.current;
    if (list === null || chunks === 0) return;
    const seen = new Set<number>();
    const note = (entries: readonly IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        const at = Number((target as HTMLElement).dataset["chunk"]);
        if (isIntersecting) seen.add(at);
        else seen.delete(at);
      }
      setNear(new Set(seen));
    };
    const watcher = new IntersectionObserver(note, {
      root: list.parentElement,
      rootMargin: "400px",
    });
    for (const child of list.children) watcher.observe(child);
    return () => watcher.disconnect();
  }, [root, chunks]);
  return near;
}

export function Windowed<T>({ items, kept, itemPx, render }: WindowedProps<T>) {
  const root = useRef<HTMLDivElement>(null);
  const chunks = items.length > WHOLE_UNTIL ? Math.ceil(items.length / CHUNK) : 0;
  const near = useNear(root, chunks);
  if (chunks === 0) return items.map(render);
  const keptIn = kept < 0 ? -1 : Math.floor(kept / CHUNK);
  return (
    <div ref={root} role="presentation">
      {Array.from({ length: chunks }, (_, at) => {
        const chunk = items.slice(at * CHUNK, (at + 1) * CHUNK);
        const isIn = near.has(at) || at === keptIn;
        return (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a chunk is its place in the list
            key={at}
            role="presentation"
            data-chunk={at}
            style={isIn ? undefined : { blockSize: chunk.length * itemPx }}
          >
            {isIn && chunk.map(render)}
          </div>
        );
      })}
    </div>
  );
}
