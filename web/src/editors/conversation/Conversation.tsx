// A conversation over the surface that shows its text: which turn one is at, and what is asked of it.
// - The surface is handed in: whatever may be seen of the text is seen there and nowhere else.
// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useRef } from "react";
import styles from "./conversation.module.css";
import { TurnBar } from "./TurnBar";
import { TurnPanel } from "./TurnPanel";
import type { Talk } from "./talk";
import { useSettled } from "./useSettled";
import { useTurnLook } from "./useTurnLook";

interface ConversationProps {
  readonly talk: Talk;
  readonly children: ReactNode;
}

export function Conversation({ talk, children }: ConversationProps) {
  const frame = useRef<HTMLDivElement>(null);
  const settled = { ...talk, turn: useSettled(talk.turn) };
  useTurnLook(settled);
  return (
    <div ref={frame} className={styles["frame"]} data-conversation="">
      <TurnBar talk={settled} />
      {children}
      <TurnPanel talk={settled} frame={frame} />
    </div>
  );
}
