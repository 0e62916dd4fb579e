import { expect, it } from "vitest";
import { indexText } from "#lib/codepoints";
import { around, meant, overWholeChips, step } from "./snapping";

const chip = (start: number, end: number) => ({ start, end, kind: "NAME", label: "[NAME_1]" });

const wordsOf = (text: string, start: number, end: number) => {
  const index = indexText(text);
  const extent = meant({ start, end }, index, []);
  return extent && index.slice(extent.start, extent.end);
};

it("blanks at the edges of a selection are left out", () => {
  expect(wordsOf("take  500 mg now", 4, 13)).toBe("500 mg");
});

it("a selection of blanks means nothing", () => {
  expect(wordsOf("a   b", 1, 4)).toBeNull();
  expect(wordsOf("abc", 1, 1)).toBeNull();
});

it("a family emoji and a letter with its accent stay whole", () => {
  const family = "👩‍👩‍👧";
  expect(wordsOf(`x${family}y`, 2, 3)).toBe(family);
  expect(wordsOf("Zoe\u0308 e\u0301a", 0, 3)).toBe("Zoe\u0308");
  expect(wordsOf("Zoe\u0308 e\u0301a", 6, 7)).toBe("e\u0301");
});

it("a selection that cuts a chip takes all of it", () => {
  expect(overWholeChips({ start: 2, end: 12 }, [chip(0, 5), chip(10, 20)])).toEqual({
    start: 0,
    end: 20,
  });
});

it("an edge that only touches a chip stays outside", () => {
  expect(overWholeChips({ start: 5, end: 10 }, [chip(0, 5), chip(10, 20)])).toEqual({
    start: 5,
    end: 10,
  });
});

it("steps go by seen characters, also in Hebrew and Chinese", () => {
  const emoji = indexText("a👩‍👩‍👧b");
  expect(step(1, 1, "grapheme", emoji, [])).toBe(6);
  expect(step(6, -1, "grapheme", emoji, [])).toBe(1);
  const hebrew = indexText("שלום");
  expect(step(0, 1, "grapheme", hebrew, [])).toBe(1);
  const chinese = indexText("𠮷服");
  expect(step(0, 1, "grapheme", chinese, [])).toBe(1);
});

it("word steps end behind a word and start before one", () => {
  const index = indexText("take 500 mg now");
  expect(step(4, 1, "word", index, [])).toBe(8);
  expect(step(9, -1, "word", index, [])).toBe(5);
});

it("steps jump over a chip at once", () => {
  const index = indexText("Hi [NAME_1] ok");
  expect(step(3, 1, "grapheme", index, [chip(3, 11)])).toBe(11);
  expect(step(11, -1, "grapheme", index, [chip(3, 11)])).toBe(3);
});

it("steps end at the edges of the text and always move inside it", () => {
  const index = indexText("ab\ncd");
  expect(step(5, 1, "grapheme", index, [])).toBe(5);
  expect(step(0, -1, "word", index, [])).toBe(0);
  for (let point = 0; point < 5; point++) {
    expect(step(point, 1, "word", index, [])).toBeGreaterThan(point);
    expect(step(point + 1, -1, "word", index, [])).toBeLessThan(point + 1);
  }
});

it("whole words are marked whole where that is wanted, in scripts without blanks too", () => {
  const words = (text: string, start: number, end: number) => {
    const index = indexText(text);
    const extent = meant({ start, end }, index, [], "word");
    return extent && index.slice(extent.start, extent.end);
  };
  expect(words("took ibuprofen daily", 6, 8)).toBe("ibuprofen");
  expect(words("took ibuprofen daily", 6, 16)).toBe("ibuprofen daily");
  expect(words("患者服用阿司匹林。", 2, 3)).toBe("服用");
  expect(words("👍 a\u0301bc d", 3, 4)).toBe("a\u0301bc");
});

it("a double click means a word and a triple click a sentence", () => {
  const text = "It hurts. Given 5 mg. 👍 Well now.\nNext line.";
  const index = indexText(text);
  const at = (point: number, by: "word" | "sentence") => {
    const found = around(point, by, index, []);
    return found && index.slice(found.start, found.end);
  };
  expect(at(5, "word")).toBe("hurts");
  expect(at(2, "word")).toBe("It");
  expect(at(12, "sentence")).toBe("Given 5 mg.");
  expect(at(text.indexOf("\n") - 1, "sentence")).toBe("👍 Well now.");
  expect(at(index.length, "word")).toBe(".");
  const chip = { start: 0, end: 8, kind: "NAME", label: "[NAME_1]" };
  expect(around(3, "word", indexText("[NAME_1] came"), [chip])).toEqual({ start: 0, end: 8 });
});
