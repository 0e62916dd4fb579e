// The frames of the turns near the window, below the picture of their words.
// - They look as they do where the text stands in the page: the same names, the same styles.
// - The turn at hand tells where it stands, so that what is asked of it goes below its words.
// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect } from "react";
import type { TurnFrames } from "../../core/turnFrames";
import { lastStartingBy, type Paragraph } from "../paragraphs";
import type { Extent } from "../snapping";
import styles from "../text.module.css";
import type { TextEditor } from "../useTextEditor";
import type { Sheet } from "./sheet";

interface FramesProps {
  readonly editor: TextEditor;
  readonly sheet: Sheet;
  readonly near: Extent;
  readonly frames: TurnFrames;
}

interface FrameProps {
  readonly paragraph: Paragraph;
  readonly sheet: Sheet;
  readonly frames: TurnFrames;
}

/** What is said of a turn at its head. */
function headOf(number: number, { roles, said, missing, changed }: TurnFrames) {
  return {
    "data-who": roles[number - 1],
    "data-said": said.get(number) ?? "",
    "data-missing": missing.has(number) ? "" : undefined,
    "data-changed": changed.has(number) ? "" : undefined,
  };
}

function Frame({ paragraph, sheet, frames }: FrameProps) {
  const { turn, direction } = paragraph;
  if (turn === undefined) return null;
  const { number, part, role } = turn;
  const { top, bottom } = sheet.extentOf(paragraph);
  return (
    <div
      dir={direction}
      className={styles["turn"]}
      data-turn={number}
      data-part={part}
      data-role={role}
      data-speaker={frames.speakers[number - 1]}
      data-at-hand={number === frames.atHand ? "" : undefined}
      style={{ top, height: bottom - top }}
      {...(part === "head" ? headOf(number, frames) : {})}
    />
  );
}

/** Tell where the turn at hand begins and ends. */
function usePlace({ editor, sheet, frames }: FramesProps): void {
  const { atHand, onPlaced } = frames;
  const turn = editor.turns[atHand - 1];
  useLayoutEffect(() => {
    if (turn === undefined) return;
    const first = sheet.lines[sheet.lineAt(turn.start)];
    const last = sheet.lines[sheet.lineAt(turn.end)];
    if (first === undefined || last === undefined) return;
    const { top } = sheet.extentOf(first.paragraph);
    onPlaced({ turn: atHand, top, bottom: sheet.extentOf(last.paragraph).bottom });
  }, [turn, atHand, sheet, onPlaced]);
}

export function Frames(props: FramesProps) {
  const { editor, sheet, near, frames } = props;
  usePlace(props);
  const { paragraphs } = editor.layout;
  const first = lastStartingBy(paragraphs, near.start);
  const last = lastStartingBy(paragraphs, near.end);
  return (
    <div aria-hidden="true">
      {paragraphs.slice(first, last + 1).map((paragraph) => (
        <Frame key={paragraph.start} paragraph={paragraph} sheet={sheet} frames={frames} />
      ))}
    </div>
  );
}
