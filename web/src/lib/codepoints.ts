// Offsets: the model counts Unicode code points, the browser counts UTF-16 units.
// - Conversion happens here and nowhere else.
// - An offset inside a surrogate pair belongs to the code point that the pair spells.
// SPDX-License-Identifier: Apache-2.0

/** Converts offsets of one text both ways; O(log n) in the number of astral characters. */
export interface CodePoints {
  readonly text: string;
  /** How many code points the text has. */
  readonly length: number;
  toUtf16(point: number): number;
  fromUtf16(unit: number): number;
  /** The text between two code point offsets. */
  slice(start: number, end: number): string;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** UTF-16 positions of every surrogate pair, in order. */
function pairsOf(text: string): number[] {
  const pairs: number[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1))) {
      pairs.push(i);
      i++;
    }
  }
  return pairs;
}

/** How many of `sorted`, each seen through `key`, lie below `limit`. */
function countBelow(sorted: readonly number[], limit: number, key: (i: number) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const clamp = (value: number, top: number) => Math.max(0, Math.min(top, value));

/** Index a text once; then every conversion is a binary search. */
export function indexText(text: string): CodePoints {
  const pairs = pairsOf(text);
  const length = text.length - pairs.length;
  const at = (i: number) => pairs[i] ?? Number.POSITIVE_INFINITY;
  const toUtf16 = (point: number) => {
    const wanted = clamp(point, length);
    return wanted + countBelow(pairs, wanted, (i) => at(i) - i);
  };
  const fromUtf16 = (unit: number) => {
    const wanted = clamp(unit, text.length);
    // A pair that starts before the unit counts once it is passed by both of its halves.
    return wanted - countBelow(pairs, wanted, at);
  };
  return {
    text,
    length,
    toUtf16,
    fromUtf16,
    slice: (start, end) => text.slice(toUtf16(start), toUtf16(end)),
  };
}
