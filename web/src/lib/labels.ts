// The words of labeling, as they travel: offsets are code points, spans may overlap.
// SPDX-License-Identifier: Apache-2.0

/** A redacted place in a text, with what is shown for it. */
export interface Chip {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly label: string;
}

export interface Span {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly class_id: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export type AnswerValue = string | readonly string[] | number;

export interface Answer {
  readonly question_id: string;
  readonly value: AnswerValue;
}

export interface Labels {
  readonly spans: readonly Span[];
  readonly answers: readonly Answer[];
}

export interface SpanClass {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly hotkey?: string | null;
  readonly description?: string | null;
}

export interface Option {
  readonly id: string;
  readonly name: string;
  readonly hotkey?: string | null;
}

export type QuestionKind = "single" | "multiple" | "text" | "rating";

export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly title: string;
  readonly required: boolean;
  readonly options?: readonly Option[] | null;
  readonly max?: number | null;
}

export interface Ontology {
  readonly classes: readonly SpanClass[];
  readonly questions: readonly Question[];
}

/** Something that looks like a real person's data in a free-text answer. */
export interface Finding {
  readonly question_id: string;
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export const NO_LABELS: Labels = { spans: [], answers: [] };

/** `[NAME_1]` reads `NAME 1`; a made-up name or a shifted date reads as it is. */
export function chipText(chip: Chip): string {
  const token = /^\[(.+)\]$/.exec(chip.label)?.[1];
  const shown = token === undefined ? chip.label : token.replace(/_/g, " ");
  return shown.trim() === "" ? chip.kind : shown;
}
