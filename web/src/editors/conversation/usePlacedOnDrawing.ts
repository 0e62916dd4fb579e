// Places the questions about a turn below its words where the surface draws its lines itself.
// - The surface is told how much room is needed, and tells where the turn stands.
// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef, useState } from "react";
import type { TurnPlace } from "#editors/core/turnFrames";
import { GAP_PX, isAskedOf, type Parts, showWhole } from "./usePlaced";

/** How high the panel is, with the gap around it; 0 where nothing is asked. */
function useRoom({ panel, talk }: Parts): number {
  const { turn, isDrawn } = talk;
  const isAsked = isDrawn && isAskedOf(talk);
  const [height, setHeight] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is asked something else
  useLayoutEffect(() => {
    const box = panel.current;
    if (!isAsked || box === null) return;
    const measure = () => setHeight(box.offsetHeight + GAP_PX);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(box);
    return () => watcher.disconnect();
  }, [panel, turn, isAsked]);
  return isAsked ? height : 0;
}

export function usePlacedOnDrawing(parts: Parts) {
  const { panel, frame, talk } = parts;
  const { surface, turn, isDrawn } = talk;
  const room = useRoom(parts);
  const [place, onPlaced] = useState<TurnPlace | null>(null);
  const shown = useRef(0);
  useLayoutEffect(() => {
    const [root, holder, box] = [surface.current, frame.current, panel.current];
    if (!isDrawn || holder === null || box === null) return;
    if (root === null || place?.turn !== turn || room === 0) {
      box.dataset["docked"] = "";
      return;
    }
    delete box.dataset["docked"];
    const corner = root.getBoundingClientRect().top;
    const below = corner + place.bottom - holder.getBoundingClientRect().top;
    box.style.setProperty("top", `${below + GAP_PX / 2}px`);
    if (shown.current !== turn) showWhole(corner + place.top, box);
    shown.current = turn;
  }, [surface, frame, panel, place, turn, room, isDrawn]);
  return { room, onPlaced };
}
