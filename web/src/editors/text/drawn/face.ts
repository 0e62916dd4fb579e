// How letters look, and how wide they are.
// SPDX-License-Identifier: Apache-2.0

/** How wide something is, in pixels. */
export interface Measure {
  words(text: string): number;
  chip(text: string): number;
}

/** How high letters are above and below their line. */
interface Letters {
  readonly ascent: number;
  readonly descent: number;
}

export interface Face {
  readonly font: string;
  /** The name of its colour. */
  readonly ink: string;
  /** Free pixels above each line, which are not part of the line's own height. */
  readonly above: number;
  readonly lineHeight: number;
  readonly letters: Letters;
  readonly measure: Measure;
}
