import { expect, it } from "vitest";
import { indexText } from "#lib/codepoints";
import { asRead, LONGEST, lastStartingBy, paragraphsOf, tidyChips } from "./paragraphs";

const chip = (start: number, end: number, label = "[NAME_1]") => ({
  start,
  end,
  kind: "NAME",
  label,
});

function rebuilt(text: string, chips = [] as ReturnType<typeof chip>[]): string {
  const index = indexText(text);
  const pieces = paragraphsOf(index, tidyChips(chips)).map((paragraph) =>
    paragraph.pieces.map((piece) => index.slice(piece.start, piece.end)).join(""),
  );
  return pieces.join("\n");
}

it("pieces joined again are the text, whatever it holds", () => {
  const texts = ["", "\n", "a\n\nb\n", "👍 ok\n𠮷\r\nשלום", "Zoe\u0308\tx"];
  for (const text of texts) expect(rebuilt(text)).toBe(text);
  expect(rebuilt("Hi [NAME_1],\nsee [NAME_1].", [chip(3, 11), chip(17, 25)])).toBe(
    "Hi [NAME_1],\nsee [NAME_1].",
  );
});

it("plain pieces know their code points behind an emoji", () => {
  const index = indexText("👍👍 [NAME_1] ok");
  const [paragraph] = paragraphsOf(index, [chip(3, 11)]);
  expect(paragraph?.pieces).toEqual([
    { kind: "plain", start: 0, end: 3, text: "👍👍 " },
    { kind: "chip", start: 3, end: 11, chip: chip(3, 11) },
    { kind: "plain", start: 11, end: 14, text: " ok" },
  ]);
});

it("a chip over a line break keeps both lines in one paragraph", () => {
  const index = indexText("a [X\nY] b\nc");
  expect(paragraphsOf(index, [chip(2, 7)]).map(({ start, end }) => [start, end])).toEqual([
    [0, 9],
    [10, 11],
  ]);
});

it("chips that overlap or are empty are not drawn twice", () => {
  expect(tidyChips([chip(5, 9), chip(0, 6), chip(3, 3)])).toEqual([chip(0, 6)]);
});

it("finds the paragraph of any offset", () => {
  const starts = [{ start: 0 }, { start: 4 }, { start: 9 }];
  expect([0, 3, 4, 8, 9, 99].map((point) => lastStartingBy(starts, point))).toEqual([
    0, 0, 1, 1, 2, 2,
  ]);
});

it("a quote reads as the sentence does, chips by their labels", () => {
  const index = indexText("Dear [NAME_1] and [NAME_2], hello");
  const chips = [chip(5, 13), chip(18, 26, "[NAME_2]")];
  expect(asRead(index, chips, { start: 0, end: 17 })).toBe("Dear NAME 1 and");
  expect(asRead(index, chips, { start: 18, end: 33 })).toBe("NAME 2, hello");
  expect(asRead(index, [], { start: 0, end: 4 })).toBe("Dear");
});

it("a paragraph without an end is cut at blanks into parts that follow each other", () => {
  const text = Array.from({ length: 4000 }, (_, at) => `w${at}`).join(" ");
  const parts = paragraphsOf(indexText(text), []);
  expect(parts.length).toBeGreaterThan(8);
  parts.forEach((part, at) => {
    expect(part.start).toBe(parts[at - 1]?.end ?? 0);
    expect(part.end - part.start).toBeLessThanOrEqual(LONGEST + 400);
    if (at > 0) expect(text[part.start - 1]).toBe(" ");
  });
  expect(parts.at(-1)?.end).toBe(text.length);
});

it("without any blank a part ends between two characters, and never inside a chip", () => {
  const text = "👩‍👩‍👧".repeat(900);
  const parts = paragraphsOf(indexText(text), []);
  for (const part of parts) expect(part.start % 5).toBe(0);
  const around = [chip(LONGEST - 20, LONGEST + 300)];
  const [first] = paragraphsOf(indexText("x".repeat(6000)), around);
  expect(first?.end).toBe(LONGEST + 300);
});

it("the parts of one paragraph share its direction, and a chip gives none", () => {
  const parts = paragraphsOf(indexText(`שלום ${"word ".repeat(2000)}`), []);
  expect(new Set(parts.map((part) => part.direction))).toEqual(new Set(["rtl"]));
  const [paragraph] = paragraphsOf(indexText("[NAME_1] שלום"), [chip(0, 8)]);
  expect(paragraph?.direction).toBe("rtl");
});
