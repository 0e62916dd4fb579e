// A conversation over the surface that shows its text: which turn one is at, and what is asked of it.
// - The surface is handed in: whatever may be seen of the text is seen there and nowhere else.
// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useMemo, useRef } from "react";
import { TurnFramesContext } from "#editors/core/turnFrames";
import styles from "./conversation.module.css";
import { TurnBar } from "./TurnBar";
import { TurnPanel } from "./TurnPanel";
import type { Talk } from "./talk";
import { usePlaced } from "./usePlaced";
import { usePlacedOnDrawing } from "./usePlacedOnDrawing";
import { useSettled } from "./useSettled";
import { useTurnLook } from "./useTurnLook";

interface ConversationProps {
  readonly talk: Talk;
  readonly children: ReactNode;
}

export function Conversation({ talk, children }: ConversationProps) {
  const frame = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLElement>(null);
  const settled = { ...talk, turn: useSettled(talk.turn) };
  const { turn } = settled;
  const look = useTurnLook(settled);
  const parts = { panel, frame, talk: settled };
  usePlaced(parts);
  const { room, onPlaced } = usePlacedOnDrawing(parts);
  const frames = useMemo(
    () => ({ ...look, atHand: turn, room, onPlaced }),
    [look, turn, room, onPlaced],
  );
  return (
    <TurnFramesContext value={frames}>
      <div ref={frame} className={styles["frame"]} data-conversation="">
        <TurnBar talk={settled} />
        {children}
        <TurnPanel talk={settled} panel={panel} />
      </div>
    </TurnFramesContext>
  );
}
