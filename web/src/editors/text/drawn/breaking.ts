// Where a line may break: behind blanks and hyphens, and between the words of scripts that write
// without blanks.
// - Nothing is dropped: the tokens of a text, put together, are the text.
// SPDX-License-Identifier: Apache-2.0

export interface Token {
  readonly kind: "word" | "blank" | "tab";
  /** UTF-16 offsets in the text that was cut. */
  readonly start: number;
  readonly end: number;
}

/** Blanks at which a line may end; no-break spaces are letters here. */
const BLANKS = " \\r\\f\\v\\u1680\\u2000-\\u2006\\u2008-\\u200b\\u2028\\u2029\\u205f\\u3000";
const TOKENS = new RegExp(`\\t|[${BLANKS}]+|[^\\t${BLANKS}]+`, "gu");
const IS_BLANK = new RegExp(`^[${BLANKS}]`, "u");
const AFTER_HYPHEN = /(?<=[\p{L}\p{N}][-\u2010\u2013\u2014])(?=\p{L})/u;

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** What may not begin a line, and what may not end one. */
const NEVER_FIRST =
  /^(?:\u200d|[\p{Pe}\p{Pf}\p{Po}\p{M}々ーゝゞヽヾぁぃぅぇぉっゃゅょァィゥェォッャュョ])/u;
const NEVER_LAST = /(?:\u200d|[\p{Ps}\p{Pi}])$/u;

const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** The parts of an unbroken word between which a line may break. */
function partsOf(word: string): readonly string[] {
  if (!UNSPACED.test(word)) return word.split(AFTER_HYPHEN);
  const parts: string[] = [];
  for (const { segment } of words.segment(word)) {
    const last = parts.at(-1);
    const joins =
      last !== undefined &&
      (NEVER_FIRST.test(segment) ||
        NEVER_LAST.test(last) ||
        !(UNSPACED.test(last) || UNSPACED.test(segment)));
    if (joins) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}

/** Cut a text without line feeds. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: found, index } of text.matchAll(TOKENS)) {
    if (found === "\t") tokens.push({ kind: "tab", start: index, end: index + 1 });
    else if (IS_BLANK.test(found)) {
      tokens.push({ kind: "blank", start: index, end: index + found.length });
    } else {
      let at = index;
      for (const part of partsOf(found)) {
        tokens.push({ kind: "word", start: at, end: at + part.length });
        at += part.length;
      }
    }
  }
  return tokens;
}
