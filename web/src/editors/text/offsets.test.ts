// Properties that hold for any text: offsets are right, nothing is cut that people see as one.
import fc from "fast-check";
import { expect, it } from "vitest";
import { indexText } from "#lib/codepoints";
import { layoutOf } from "./layout";
import { lastStartingBy } from "./paragraphs";
import { hitsOf } from "./search";
import { around, meant, step } from "./snapping";

/** What is hard: emoji families, accents, right to left, no blanks, halves of pairs, line ends. */
const hard = fc.constantFrom(
  ...[
    "👩‍👩‍👧",
    "🇩🇪",
    "👍🏽",
    "e\u0301",
    "Z\u0351\u036b\u0343",
    "שלום",
    "مرحبا",
    "\u202eabc\u202c",
    "患者服用",
    "ไทย",
  ],
  ...[
    "𠮷",
    "\ud83d",
    "\ude00",
    "\r\n",
    "\n",
    "\n\n",
    " ",
    "\u00a0",
    "\t",
    "\u200b",
    "a",
    "word",
    "1.5",
    "x-y",
  ],
);
const texts = fc
  .array(fc.oneof(hard, fc.string({ unit: "binary" })), { maxLength: 40 })
  .map((all) => all.join(""));

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** Where a caret may stand, in code points. */
function boundaries(text: string): ReadonlySet<number> {
  const index = indexText(text);
  const units = [...graphemes.segment(text)].map((each) => index.fromUtf16(each.index));
  return new Set([...units, index.length]);
}

it("code points and UTF-16 lead to each other", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const index = indexText(text);
      expect(index.length).toBe(Array.from(text).length);
      for (let point = 0; point <= index.length; point++) {
        expect(index.fromUtf16(index.toUtf16(point))).toBe(point);
      }
      expect(index.slice(0, index.length)).toBe(text);
    }),
  );
});

it("a layout holds the whole text in order, and every offset lies in exactly one place", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const index = indexText(text);
      const { paragraphs, sections } = layoutOf(index, []);
      expect(sections.flatMap((section) => section.paragraphs)).toEqual(paragraphs);
      let at = 0;
      for (const { start, end, pieces } of paragraphs) {
        if (start !== at) {
          expect(index.slice(at, start)).toBe("\n");
        }
        expect(pieces.map((piece) => (piece.kind === "plain" ? piece.text : "")).join("")).toBe(
          index.slice(start, end),
        );
        at = end;
      }
      expect(at).toBe(index.length);
      for (let point = 0; point <= index.length; point++) {
        const paragraph = paragraphs[lastStartingBy(paragraphs, point)];
        expect(paragraph?.start).toBeLessThanOrEqual(point);
      }
    }),
  );
});

it("what is marked never cuts what people see as one character, and meaning it again changes nothing", () => {
  const places = fc.tuple(
    texts,
    fc.nat(),
    fc.nat(),
    fc.constantFrom("character", "word") as fc.Arbitrary<"character" | "word">,
  );
  fc.assert(
    fc.property(places, ([text, a, b, snap]) => {
      const index = indexText(text);
      const [start, end] = [a % (index.length + 1), b % (index.length + 1)].sort(
        (x, y) => x - y,
      ) as [number, number];
      const extent = meant({ start, end }, index, [], snap);
      if (extent === null) return;
      const allowed = boundaries(text);
      expect(allowed.has(extent.start) && allowed.has(extent.end)).toBe(true);
      expect(meant(extent, index, [], snap)).toEqual(extent);
    }),
  );
});

it("going right through a text and left again stands on the same places, and ends", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const index = indexText(text);
      const there: number[] = [0];
      while ((there.at(-1) ?? 0) < index.length)
        there.push(step(there.at(-1) ?? 0, 1, "grapheme", index, []));
      const back: number[] = [index.length];
      while ((back.at(-1) ?? 0) > 0) back.push(step(back.at(-1) ?? 0, -1, "grapheme", index, []));
      expect(back.reverse()).toEqual(there);
      const allowed = boundaries(text);
      expect(there.every((point) => allowed.has(point))).toBe(true);
    }),
  );
});

it("any words of a text are found where they stand", () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 12 }), (text, from, length) => {
      const index = indexText(text);
      const extent = meant(
        {
          start: from % (index.length + 1),
          end: Math.min(index.length, (from % (index.length + 1)) + length),
        },
        index,
        [],
      );
      if (extent === null) return;
      const words = index.slice(extent.start, extent.end);
      const hits = hitsOf(index, [], { words, matchCase: true, wholeWord: false });
      for (const hit of hits)
        expect(index.slice(hit.start, hit.end).split(/\s+/u)).toEqual(words.split(/\s+/u));
    }),
  );
});

it("a click anywhere means something that holds the place, or nothing", () => {
  fc.assert(
    fc.property(
      texts,
      fc.nat(),
      fc.constantFrom("word", "sentence") as fc.Arbitrary<"word" | "sentence">,
      (text, at, by) => {
        const index = indexText(text);
        const point = at % (index.length + 1);
        const extent = around(point, by, index, []);
        if (extent === null) return;
        expect(extent.start).toBeLessThan(extent.end);
        expect(extent.end).toBeLessThanOrEqual(index.length);
      },
    ),
  );
});
