// The direction of a paragraph: that of its first letter, as `dir="auto"` would find it.
// - Found here and not by the browser, because the parts of one long paragraph share a direction.
// SPDX-License-Identifier: Apache-2.0

export type Direction = "ltr" | "rtl";

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;

/** Left to right where no letter says otherwise. */
export function directionOf(text: string): Direction {
  const first = LETTER.exec(text)?.[0];
  return first !== undefined && RIGHT_TO_LEFT.test(first) ? "rtl" : "ltr";
}
