// What a drawn text looks like: fonts and colours, read off the page that it stands on.
// SPDX-License-Identifier: Apache-2.0
import type { Measure } from "./lines";
import type { Letters } from "./sheet";

export interface Look {
  readonly font: string;
  readonly chipFont: string;
  readonly lineHeight: number;
  readonly letters: Letters;
  /** The width of a zero: lines are so many of them long at most. */
  readonly zero: number;
  readonly measure: Measure;
  /** The value of a colour or a share that the page's styles name. */
  readonly value: (name: string) => string;
}

const CHIP_PX = 12;
const CHIP_PADDING = 14;
const CHIP_MARGIN = 2;
const CHIP_LEAST = 64;

/** Widths of words come up again and again: each is asked for once. */
function remembering(measure: (text: string) => number): (text: string) => number {
  const known = new Map<string, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const width = measure(text);
    known.set(text, width);
    return width;
  };
}

/** Read the look of an element, and measure with its fonts. */
export function lookOf(element: HTMLElement): Look {
  const style = getComputedStyle(element);
  const font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const chipFont = `600 ${CHIP_PX}px ${style.fontFamily}`;
  const rulers = [font, chipFont].map((each) => {
    const ruler = document.createElement("canvas").getContext("2d");
    if (ruler === null) throw new Error("this browser cannot draw");
    ruler.font = each;
    return ruler;
  });
  const [words, chips] = rulers;
  const measureWords = (text: string) => words?.measureText(text).width ?? 0;
  const measureChip = (text: string) => {
    const own = (chips?.measureText(text).width ?? 0) + CHIP_PADDING;
    return Math.max(CHIP_LEAST, own) + CHIP_MARGIN;
  };
  const box = words?.measureText("x");
  return {
    font,
    chipFont,
    lineHeight: Number.parseFloat(style.lineHeight),
    letters: {
      ascent: box?.fontBoundingBoxAscent ?? 0,
      descent: box?.fontBoundingBoxDescent ?? 0,
    },
    zero: measureWords("0"),
    measure: { words: remembering(measureWords), chip: remembering(measureChip) },
    value: (name) => style.getPropertyValue(name).trim(),
  };
}
