// What a drawn text looks like: fonts and colours, read off the page that it stands on.
// SPDX-License-Identifier: Apache-2.0
import type { Face, Measure } from "./face";

export interface Look {
  readonly words: Face;
  /** What the system says in a conversation. */
  readonly system: Face;
  /** Who speaks. */
  readonly head: Face;
  readonly chipFont: string;
  readonly family: string;
  /** The width of a zero: lines are so many of them long at most. */
  readonly zero: number;
  /** How wide the number and the role in front of a speaker are. */
  readonly lead: (text: string) => number;
  /** The value of a colour or a share that the page's styles name. */
  readonly value: (name: string) => string;
}

const CHIP_PX = 12;
const CHIP_PADDING = 14;
const CHIP_MARGIN = 2;
const CHIP_LEAST = 64;
const HEAD = { font: "600 13px", ink: "--quiet", above: 2, lineHeight: 28 };
const LEAD_FONT = "650 12px";

/** Widths of words and names of colours come up again and again: each is asked for once. */
function remembering<T>(ask: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = ask(text);
    known.set(text, found);
    return found;
  };
}

function rulerOf(font: string): CanvasRenderingContext2D {
  const ruler = document.createElement("canvas").getContext("2d");
  if (ruler === null) throw new Error("this browser cannot draw");
  ruler.font = font;
  return ruler;
}

const widthsOf = (font: string) => {
  const ruler = rulerOf(font);
  return remembering((text) => ruler.measureText(text).width);
};

type Lines = Pick<Face, "ink" | "above" | "lineHeight">;

function faceOf(font: string, chip: Measure["chip"], lines: Lines): Face {
  const box = rulerOf(font).measureText("x");
  const letters = { ascent: box.fontBoundingBoxAscent, descent: box.fontBoundingBoxDescent };
  return { font, letters, measure: { words: widthsOf(font), chip }, ...lines };
}

/** Read the look of an element, and measure with its fonts. */
export function lookOf(element: HTMLElement): Look {
  const style = getComputedStyle(element);
  const { fontFamily: family, fontSize, fontWeight } = style;
  const chipFont = `600 ${CHIP_PX}px ${family}`;
  const chipWords = widthsOf(chipFont);
  const chip = (text: string) => Math.max(CHIP_LEAST, chipWords(text) + CHIP_PADDING) + CHIP_MARGIN;
  const lines = { ink: "--ink", above: 0, lineHeight: Number.parseFloat(style.lineHeight) };
  const words = faceOf(`${fontWeight} ${fontSize} ${family}`, chip, lines);
  return {
    words,
    system: faceOf(`italic ${words.font}`, chip, lines),
    head: faceOf(`${HEAD.font} ${family}`, chip, HEAD),
    chipFont,
    family,
    zero: words.measure.words("0"),
    lead: widthsOf(`${LEAD_FONT} ${family}`),
    value: remembering((name) => style.getPropertyValue(name).trim()),
  };
}
