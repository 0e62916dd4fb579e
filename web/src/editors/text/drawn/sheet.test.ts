import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexText } from "#lib/codepoints";
import type { Chip } from "#lib/labels";
import { layoutOf } from "../layout";
import { tidyChips } from "../paragraphs";
import { tokensOf } from "./breaking";
import type { Measure } from "./face";
import { linesOf, withRoom } from "./lines";
import { inSight } from "./runs";
import { Sheet } from "./sheet";
import { tilesOf } from "./watermark";

/** Every code point is as wide as the next, marks that stand on others have no width. */
const measure: Measure = {
  words: (text) => [...text.replace(/\p{M}|\u200d/gu, "")].length * 10,
  chip: (text) => Math.max(64, text.length * 8 + 16),
};

const face = {
  ...{ font: "16px serif", ink: "--ink", above: 0, lineHeight: 38 },
  ...{ measure, letters: { ascent: 15, descent: 4 } },
};

function sheetOf(text: string, chips: readonly Chip[] = [], width = 200): Sheet {
  const layout = layoutOf(indexText(text), tidyChips(chips));
  const padding = { left: 2, top: 4, bottom: 12 };
  const setting = { face, left: 0, width, lead: 0 };
  return new Sheet({ index: layout.index, lines: linesOf(layout, () => setting), padding });
}

const words = fc.constantFrom(
  ...[
    "Zoë took",
    " ",
    "\n",
    "\t",
    "aspirin-like ",
    "患者服用阿司匹林，",
    "👍🏽",
    "👩‍👩‍👧",
    "שלום",
    " 500 mg ",
  ],
  ...["مرحبا", "e\u0301", "ไม่มีไข้", "(", ")", ".", "longwordwithoutanyblankinit", "\u00a0"],
);
const texts = fc.array(words, { maxLength: 40 }).map((parts) => parts.join(""));

/** A text with a chip somewhere that cuts no line. */
const chipped = texts.chain((text) => {
  const { length } = indexText(text);
  return fc.tuple(fc.constant(text), fc.nat(length), fc.nat(8)).map(([all, start, more]) => {
    const points = [...all];
    const end = Math.min(start + more, points.length);
    const isWhole = start < end && !points.slice(start, end).includes("\n");
    const chips = isWhole ? [{ start, end, kind: "NAME", label: "[NAME_1]" }] : [];
    return { text: all, chips };
  });
});

describe("tokens", () => {
  it("put together are the text", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const line = text.replaceAll("\n", " ");
        const all = tokensOf(line).map(({ start, end }) => line.slice(start, end));
        expect(all.join("")).toBe(line);
      }),
    );
  });

  it("break behind blanks and hyphens and between Chinese words, never before what closes", () => {
    const parts = (text: string) => tokensOf(text).map(({ start, end }) => text.slice(start, end));
    expect(parts("aspirin-like drugs")).toEqual(["aspirin-", "like", " ", "drugs"]);
    expect(parts("10-20\u00a0mg")).toEqual(["10-20\u00a0mg"]);
    expect(parts("没有发烧。").at(-1)).toMatch(/.。$/u);
    expect(parts("没有发烧。").length).toBeGreaterThan(1);
  });
});

describe("lines", () => {
  it("hold every code point once, in order, and none is wider than the room", () => {
    fc.assert(
      fc.property(chipped, ({ text, chips }) => {
        const sheet = sheetOf(text, chips);
        let reached = 0;
        for (const line of sheet.lines) {
          expect(line.start).toBeGreaterThanOrEqual(reached);
          expect(sheet.index.slice(reached, line.start).replaceAll("\n", "")).toBe("");
          reached = line.end;
          const runs = sheet.runs(line);
          const wide = runs.reduce((sum, { width }) => sum + width, 0);
          const isOne = runs.length === 1 && runs[0]?.kind !== "words";
          const hangs = /\s$/u.test(sheet.index.slice(line.start, line.end));
          if (!isOne && !hangs) expect(wide).toBeLessThanOrEqual(200 + 40);
        }
        expect(reached).toBe(sheet.index.length);
      }),
    );
  });

  it("lie below each other without a gap", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { lines } = sheetOf(text);
        lines.forEach((line, at) => {
          const above = lines[at - 1];
          expect(line.top).toBe(above === undefined ? 0 : above.top + above.height);
        });
      }),
    );
  });
});

describe("free pixels below a line", () => {
  it("move what follows, and nothing else", () => {
    const { lines } = sheetOf("one two three\nfour five six\nseven eight nine ten eleven");
    const roomy = withRoom(lines, 1, 120);
    expect(roomy.map(({ top }) => top)).toEqual(
      lines.map(({ top }, at) => (at > 1 ? top + 120 : top)),
    );
    expect(roomy.map(({ start, end }) => [start, end])).toEqual(
      lines.map(({ start, end }) => [start, end]),
    );
  });
});

describe("places", () => {
  it("of a text without other directions come back from where their caret stands", () => {
    const plain = fc
      .array(fc.constantFrom("Zoë ", "aspirin ", "👍🏽", "患者服用", "\n", "[x] ", "a-b "), {
        maxLength: 40,
      })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(plain, fc.nat(), (text, seed) => {
        const sheet = sheetOf(text);
        const graphemes = [...new Intl.Segmenter(undefined).segment(text)];
        const unit = graphemes[seed % (graphemes.length + 1)]?.index ?? text.length;
        const point = sheet.index.fromUtf16(unit);
        const { left, top, height } = sheet.caret(point);
        const line = sheet.lines[sheet.lineAt(point)];
        // A blank at which a line was broken hangs over: it has no place of its own.
        const isOver = line?.isBroken === true && left > 202;
        if (!isOver) expect(sheet.pointAt(left + 0.01, top + height / 2)).toBe(point);
      }),
    );
  });

  it("that a point means are in the text, whole characters and whole chips", () => {
    fc.assert(
      fc.property(
        chipped,
        fc.integer({ min: -50, max: 300 }),
        fc.nat(800),
        ({ text, chips }, x, y) => {
          const sheet = sheetOf(text, chips);
          const point = sheet.pointAt(x, y);
          expect(point).toBeGreaterThanOrEqual(0);
          expect(point).toBeLessThanOrEqual(sheet.index.length);
          const inside = tidyChips(chips).some(({ start, end }) => start < point && point < end);
          expect(inside).toBe(false);
        },
      ),
    );
  });

  it("are covered by the boxes of an extent, line by line", () => {
    const sheet = sheetOf("Given aspirin for pain, twice a day.");
    const boxes = sheet.boxes({ start: 6, end: 23 });
    expect(boxes).toEqual([
      { left: 62, top: 13.5, width: 110, height: 19, base: 28.5 },
      { left: 2, top: 51.5, width: 50, height: 19, base: 66.5 },
    ]);
    expect(sheet.boxes({ start: 0, end: 0 })).toEqual([]);
  });
});

describe("directions", () => {
  it("a word of the other direction stands where the eye expects it", () => {
    const sheet = sheetOf("abc שלום def");
    const [line] = sheet.lines;
    const runs = line === undefined ? [] : sheet.runs(line);
    expect(runs.map(({ text, isRightToLeft }) => [text, isRightToLeft])).toEqual([
      ["abc ", false],
      ["שלום", true],
      [" def", false],
    ]);
    expect(sheet.caret(4).left).toBe(2 + 80);
    expect(sheet.boxes({ start: 4, end: 6 })).toEqual([
      expect.objectContaining({ left: 62, width: 20 }),
    ]);
    expect(sheet.pointAt(2 + 72, 20)).toBe(4 + 1);
  });

  it("a line from right to left begins at the right edge", () => {
    const sheet = sheetOf("שלום 12");
    expect(sheet.caret(0).left).toBe(2 + 200);
    const [line] = sheet.lines;
    expect(line && sheet.runs(line).map(({ text }) => text)).toEqual(["12", "שלום "]);
  });

  it("deeper levels are turned around inside of the shallower ones", () => {
    const parts = [0, 1, 2, 2, 1, 0].map((level, at) => ({ level, at }));
    expect(inSight(parts).map(({ at }) => at)).toEqual([0, 4, 2, 3, 1, 5]);
  });
});

describe("moving", () => {
  it("up and down keep to a column, and end at the ends of the text", () => {
    const sheet = sheetOf("one two three\nfour five six\nseven");
    const x = sheet.caret(4).left;
    expect(sheet.besides(4, 1, x)).toBe(18);
    expect(sheet.besides(18, 1, x)).toBe(32);
    expect(sheet.besides(32, 1, x)).toBe(33);
    expect(sheet.besides(4, -1, x)).toBe(0);
  });

  it("the end of a broken line is still on it", () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, seed) => {
        const sheet = sheetOf(text);
        const point = seed % (sheet.index.length + 1);
        const line = sheet.lineAt(point);
        expect(sheet.lineAt(sheet.lineEdge(point, "end"))).toBe(line);
        expect(sheet.lineAt(sheet.lineEdge(point, "start"))).toBe(line);
      }),
    );
  });
});

describe("the watermark", () => {
  it("stands on every stretch of a text, at the same places wherever one scrolls to", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.integer({ min: 200, max: 1200 }), (top, height) => {
        const stretch = { top, bottom: top + height, width: 800 };
        const tiles = tilesOf(380, stretch);
        expect(tiles.filter(({ y }) => y >= top && y <= top + height).length).toBeGreaterThan(2);
        const lower = tilesOf(380, { ...stretch, top: top + 50 });
        const seen = new Set(tiles.map(({ x, y }) => `${x} ${y}`));
        for (const { x, y } of lower.filter(({ y }) => y < stretch.bottom))
          expect(seen).toContain(`${x} ${y}`);
      }),
    );
  });
});
