import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexText } from "#lib/codepoints";
import type { Turn } from "#lib/labels";
import { layoutOf } from "../layout";
import type { Face } from "./face";
import { linesOf } from "./lines";
import type { Look } from "./look";
import { settingOf } from "./setting";
import { Sheet } from "./sheet";

const faceOf = (font: string, px: number): Face => ({
  ...{ font, ink: "--ink", above: 0, lineHeight: 38, letters: { ascent: 15, descent: 4 } },
  measure: { words: (text) => [...text].length * px, chip: () => 64 },
});
const look: Look = {
  ...{ words: faceOf("words", 10), system: faceOf("system", 10), head: faceOf("head", 8) },
  ...{ chipFont: "chip", family: "serif", zero: 10 },
  lead: (text) => text.length * 7,
  value: () => "",
};
const TURNS = [
  { role: "customer", name: "Ada", words: "My parcel never came, and nobody answers." },
  { role: "agent", name: "שירות", words: "שלום, אני בודק" },
  { role: "system", name: "Robot", words: "The chat was handed over." },
] as const;

function conversation() {
  let text = "";
  const turns: Turn[] = TURNS.map(({ role, name, words }) => {
    const start = text.length;
    text += `${name}: ${words}`;
    const said = start + name.length + 2;
    const named = start + name.length;
    const turn = { role, start, named, clock: named, timed: named, said, end: text.length };
    text += "\n\n";
    return turn;
  });
  return { text, turns };
}

const { text, turns } = conversation();
const frames = {
  ...{ speakers: [1, 2, 3], roles: ["Customer", "Agent", "System"], atHand: 1, room: 0 },
  ...{ said: new Map(), missing: new Set<number>(), changed: new Set<number>() },
  onPlaced: () => undefined,
};

function sheetOf(width: number): Sheet {
  const layout = layoutOf(indexText(text), [], turns);
  const lines = linesOf(layout, settingOf(look, width, 860, frames));
  return new Sheet({ index: layout.index, lines, padding: { left: 2, top: 4, bottom: 12 } });
}

describe("a turn that is drawn", () => {
  it("keeps its words inside of its frame, at every width", () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 1200 }), (width) => {
        const sheet = sheetOf(width);
        for (const line of sheet.lines.filter(({ paragraph }) => paragraph.turn)) {
          const isRightToLeft = line.paragraph.direction === "rtl";
          const answering = line.paragraph.turn?.role === "agent" ? 44 : 0;
          const [begin, end] = [17 + answering, 14];
          for (const { left, width: wide } of sheet.runs(line)) {
            expect(left).toBeGreaterThanOrEqual(2 + (isRightToLeft ? end : begin));
            const most = 2 + width - (isRightToLeft ? begin : end);
            // A blank at which a line was broken hangs over.
            expect(left + wide).toBeLessThanOrEqual(most + 10);
          }
        }
      }),
    );
  });

  it("says who speaks behind its number and role, from whichever side one reads", () => {
    const sheet = sheetOf(700);
    expect(sheet.caret(0).left).toBe(2 + 17 + "1 Customer".length * 7 + 8);
    const answer = turns[1]?.start ?? 0;
    expect(sheet.caret(answer).left).toBe(2 + 700 - 17 - 44 - "2 Agent".length * 7 - 8);
  });

  it("is written as its part is: who speaks, the system's words, everybody else's", () => {
    const fonts = sheetOf(900).lines.map(({ setting }) => setting.face.font);
    const said = fonts.filter((font, at) => font !== fonts[at - 1] || font === "head");
    expect(said).toEqual(["head", "words", "head", "words", "head", "system", "words"]);
  });

  it("means the place that a point of it shows", () => {
    const sheet = sheetOf(600);
    for (const turn of turns) {
      for (const point of [turn.start, turn.said + 3]) {
        const { left, top, height } = sheet.caret(point);
        expect(sheet.pointAt(left, top + height / 2)).toBe(point);
      }
    }
  });
});
