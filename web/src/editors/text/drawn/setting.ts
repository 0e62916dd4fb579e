// How a paragraph is set: its letters, and where its lines may stand in the text's width.
// - The turns of a conversation stand in frames, as they do where the text is in the page.
// SPDX-License-Identifier: Apache-2.0
import type { Role } from "#lib/labels";
import type { TurnFrames } from "../../core/turnFrames";
import type { Paragraph } from "../paragraphs";
import type { Face } from "./face";
import type { Look } from "./look";

export interface Setting {
  readonly face: Face;
  /** From the left edge of the text to where lines may stand, and how wide they may be. */
  readonly left: number;
  readonly width: number;
  /** The first line begins this much later. */
  readonly lead: number;
}

export type SettingOf = (paragraph: Paragraph) => Setting;

/** Of a frame: its edge with the room behind it, the room at the other side, the answering side. */
const FRAME = { begin: 17, end: 14, answering: 44 };
const LEAD_GAP = 8;

const isAnswering = (role: Role) => role === "agent" || role === "assistant";

/** The words in front of a turn's speaker: its number and role. */
const leadOf = (number: number, { roles }: TurnFrames) => `${number} ${roles[number - 1] ?? ""}`;

function framed(
  { turn, direction }: Paragraph & { readonly turn: NonNullable<Paragraph["turn"]> },
  { look, width, frames }: { look: Look; width: number; frames: TurnFrames },
): Setting {
  const begin = FRAME.begin + (isAnswering(turn.role) ? FRAME.answering : 0);
  const left = direction === "rtl" ? FRAME.end : begin;
  const place = { left, width: Math.max(1, width - begin - FRAME.end) };
  if (turn.part === "head") {
    const lead = look.lead(leadOf(turn.number, frames)) + LEAD_GAP;
    return { face: look.head, ...place, lead };
  }
  return { face: turn.role === "system" ? look.system : look.words, ...place, lead: 0 };
}

/** Set paragraphs in a width; without frames all of them alike, and no line longer than `most`. */
export function settingOf(
  look: Look,
  width: number,
  most: number,
  frames: TurnFrames | null,
): SettingOf {
  const plain = { face: look.words, left: 0, width: Math.min(width, most), lead: 0 };
  return (paragraph) => {
    const { turn } = paragraph;
    if (turn === undefined || frames === null) return plain;
    return framed({ ...paragraph, turn }, { look, width, frames });
  };
}
