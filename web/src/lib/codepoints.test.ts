import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { indexText } from "./codepoints";

const SAMPLES = {
  plain: "Given 500 mg.",
  emoji: "a👍b👩‍👩‍👧c",
  combining: "Zoe\u0308 e\u0301a",
  hebrew: "שלום John עולם",
  arabic: "مرحبا 3 مل",
  chinese: "患者张三𠮷服用",
  lone: "x\ud83dy\ude00z",
  empty: "",
};

function agreesWithArrayFrom(text: string): void {
  const points = Array.from(text);
  const index = indexText(text);
  expect(index.length).toBe(points.length);
  let unit = 0;
  points.forEach((point, i) => {
    expect(index.toUtf16(i)).toBe(unit);
    expect(index.fromUtf16(unit)).toBe(i);
    expect(index.slice(i, i + 1)).toBe(point);
    unit += point.length;
  });
  expect(index.toUtf16(points.length)).toBe(text.length);
  expect(index.fromUtf16(text.length)).toBe(points.length);
}

describe("code point offsets", () => {
  for (const [name, text] of Object.entries(SAMPLES)) {
    it(`convert both ways in ${name} text`, () => agreesWithArrayFrom(text));
  }

  it("put the middle of a surrogate pair after no extra character", () => {
    expect(indexText("a👍b").fromUtf16(2)).toBe(1);
  });

  it("stay inside the text", () => {
    const index = indexText("a👍");
    expect(index.toUtf16(99)).toBe(3);
    expect(index.fromUtf16(99)).toBe(2);
    expect(index.toUtf16(-1)).toBe(0);
  });
});

const corpora = process.env["SEALMARK_CORPORA"] ?? resolve("../../shared/corpora");
const naughty = resolve(corpora, "naughty/blns.json");

describe.skipIf(!existsSync(naughty))(
  "code point offsets in strings made to break software",
  () => {
    it("convert both ways in every one of them", () => {
      const strings: string[] = JSON.parse(readFileSync(naughty, "utf8"));
      expect(strings.length).toBeGreaterThan(100);
      for (const text of strings) agreesWithArrayFrom(text);
    });
  },
);
