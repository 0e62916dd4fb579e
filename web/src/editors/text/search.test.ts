import { expect, it } from "vitest";
import { indexText } from "#lib/codepoints";
import { hitFrom, hitsOf, unmarked } from "./search";

const find = (text: string, words: string, more: Partial<Parameters<typeof hitsOf>[2]> = {}) => {
  const index = indexText(text);
  const hits = hitsOf(index, [], { words, matchCase: false, wholeWord: false, ...more });
  return hits.map(({ start, end }) => `${start} ${index.slice(start, end)}`);
};

it("what is found counts in code points, behind emoji too", () => {
  expect(find("👍👍 Aspirin, aspirin", "aspirin")).toEqual(["3 Aspirin", "12 aspirin"]);
  expect(find("👍👍 Aspirin, aspirin", "aspirin", { matchCase: true })).toEqual(["12 aspirin"]);
});

it("a whole word is no part of another, in any script that has blanks", () => {
  expect(find("pain, painful, PAIN", "pain", { wholeWord: true })).toEqual(["0 pain", "15 PAIN"]);
  expect(find("боль больной", "боль", { wholeWord: true })).toEqual(["0 боль"]);
  expect(find("患者服用药物", "服用", { wholeWord: true })).toEqual(["2 服用"]);
});

it("a letter is never found without its accent, nor a family without a member", () => {
  expect(find("Zoe\u0308 and Zoe", "zoe")).toEqual(["9 Zoe"]);
  expect(find("👩‍👧 and 👩", "👩")).toEqual(["8 👩"]);
});

it("what looks like an expression is only words, and blanks match line ends", () => {
  expect(find("a.c abc (x", "a.c")).toEqual(["0 a.c"]);
  expect(find("a.c abc (x", "(x")).toEqual(["8 (x"]);
  const signs = "\\^$.*+?()[]{}|/-#&~!%,:;<=>@`'\"";
  for (const sign of signs) expect(find(`a${sign}b`, sign)).toEqual([`1 ${sign}`]);
  expect(find("blood\n pressure", "blood pressure")).toEqual(["0 blood\n pressure"]);
  expect(find("anything", "   ")).toEqual([]);
});

it("no chip is cut, and one may be found whole", () => {
  const index = indexText("NAME [NAME_1] saw NAME");
  const chips = [{ start: 5, end: 13, kind: "NAME", label: "[NAME_1]" }];
  const hits = hitsOf(index, chips, { words: "name", matchCase: false, wholeWord: false });
  expect(hits.map((hit) => hit.start)).toEqual([0, 18]);
  const whole = hitsOf(index, chips, { words: "[NAME_1] saw", matchCase: true, wholeWord: false });
  expect(whole).toEqual([{ start: 5, end: 17 }]);
});

it("hits that are marked already are not marked again", () => {
  const span = { id: "a", start: 0, end: 4, class_id: "drug", attributes: {} };
  const hits = [
    { start: 0, end: 4 },
    { start: 9, end: 13 },
  ];
  expect(unmarked(hits, [span], "drug")).toEqual([{ start: 9, end: 13 }]);
  expect(unmarked(hits, [span], "dose")).toEqual(hits);
});

it("going on from the last hit leads to the first", () => {
  const hits = [
    { start: 2, end: 3 },
    { start: 8, end: 9 },
  ];
  expect([hitFrom(hits, 0, 1), hitFrom(hits, 3, 1), hitFrom(hits, 9, 1)]).toEqual([0, 1, 0]);
  expect([hitFrom(hits, 9, -1), hitFrom(hits, 8, -1), hitFrom(hits, 2, -1)]).toEqual([1, 0, 1]);
  expect(hitFrom([], 0, 1)).toBe(-1);
});
