import { expect, it } from "vitest";
import { indexText } from "#lib/codepoints";
import type { Turn } from "#lib/labels";
import { layoutOf } from "./layout";
import { paragraphsOf } from "./paragraphs";

const TEXT = "[NAME_1] (noon): one 👍\ntwo\n\n: \n\nB: שלום";
const turn = (start: number, named: number, said: number, end: number): Turn => ({
  ...{ start, named, clock: named, timed: named, said, end, role: "other" },
});
const TURNS = [turn(0, 8, 17, 26), turn(28, 28, 30, 30), turn(32, 33, 35, 39)];
const index = indexText(TEXT);
const CHIPS = [{ start: 0, end: 8, kind: "NAME", label: "[NAME_1]" }];

it("cuts the head of each turn off, and drops and adds nothing", () => {
  const paragraphs = paragraphsOf(index, CHIPS, TURNS);
  expect(
    paragraphs.map(({ start, end, turn: of }) => [
      index.slice(start, end),
      of === undefined ? "" : `${of.number} ${of.part}`,
    ]),
  ).toEqual([
    ["[NAME_1] (noon): ", "1 head"],
    ["one 👍", "1 words"],
    ["two", "1 words"],
    ["", ""],
    [": ", "2 head"],
    ["", ""],
    ["B: ", "3 head"],
    ["שלום", "3 words"],
  ]);
});

it("reads the direction of words off themselves, whatever the speaker's name is written in", () => {
  const [name, words] = paragraphsOf(index, CHIPS, TURNS).slice(-2);
  expect([name?.direction, words?.direction]).toEqual(["ltr", "rtl"]);
});

it("lays two thousand turns out in sections that follow each other", () => {
  const one = "customer: yes\n\n";
  const text = one.repeat(2_000);
  const turns = Array.from({ length: 2_000 }, (_, at) => {
    const start = at * one.length;
    return turn(start, start + 8, start + 10, start + 13);
  });
  const { sections, paragraphs } = layoutOf(indexText(text), [], turns);
  expect(paragraphs.filter((each) => each.turn?.part === "head")).toHaveLength(2_000);
  expect(sections.length).toBeGreaterThan(100);
});
