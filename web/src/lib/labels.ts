// The words of labeling, as they travel: offsets are code points, spans may overlap.
// - What says nothing is left out: no relations, no doubt, no limits.
// SPDX-License-Identifier: Apache-2.0

/** A redacted place in a text, with what is shown for it. */
export interface Chip {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly label: string;
}

export const ROLES = ["customer", "agent", "assistant", "system", "other"] as const;
export type Role = (typeof ROLES)[number];

/**
 * What one speaker says at one go: the name stands from `start` to `named`, the time from `clock` to
 * `timed`, the words from `said` to `end`; what is not given is empty.
 */
export interface Turn {
  readonly start: number;
  readonly named: number;
  readonly clock: number;
  readonly timed: number;
  readonly said: number;
  readonly end: number;
  readonly role: Role;
}

/**
 * An option's id (single), ids (multiple, tree), a whole number (rating), or a text: free text, a
 * number in its shortest decimal form, a date as YYYY-MM-DD.
 */
export type AnswerValue = string | readonly string[] | number;

export interface Span {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly class_id: string;
  readonly attributes: Readonly<Record<string, AnswerValue>>;
  readonly unsure?: boolean;
}

/** Two spans that belong together, by their ids. */
export interface Relation {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly class_id: string;
  readonly unsure?: boolean;
}

export interface Answer {
  readonly question_id: string;
  readonly value: AnswerValue;
  /** The number of the turn it is about, from 1; absent: the whole text. */
  readonly turn?: number;
  readonly unsure?: boolean;
}

export interface Labels {
  readonly spans: readonly Span[];
  readonly relations?: readonly Relation[];
  readonly answers: readonly Answer[];
  /** Somebody is not sure about the text as a whole. */
  readonly unsure?: boolean;
}

/** Stands for the whole text where something is named by its id; no object is called so. */
export const WHOLE_TEXT = "*";

/** What has a name, a colour and a key. */
interface Look {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly hotkey?: string | null;
  readonly description?: string | null;
  /** Kept for labels made before; not offered any more. */
  readonly retired?: boolean;
}

export interface SpanClass extends Look {
  /** What is asked about each span of this class. */
  readonly attributes?: readonly Question[];
}

export interface RelationClass extends Look {
  /** Classes that a relation may start from and point to; none named means any. */
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly directed: boolean;
}

export interface Option {
  readonly id: string;
  readonly name: string;
  readonly hotkey?: string | null;
  /** In a tree: the option above, which stands before this one in the list. */
  readonly parent?: string;
  readonly retired?: boolean;
}

export type QuestionKind = "single" | "multiple" | "tree" | "text" | "rating" | "number" | "date";

export interface Question {
  readonly id: string;
  readonly kind: QuestionKind;
  readonly title: string;
  readonly required: boolean;
  readonly options?: readonly Option[] | null;
  /** The highest rating; of a number or a date the upper limit, as text. */
  readonly max?: number | string | null;
  readonly min?: string;
  readonly step?: string;
  /** How many options may be chosen; 0 or absent: any number. */
  readonly most?: number;
  /** Of a tree: only options with none below them may be chosen. */
  readonly leaves_only?: boolean;
  /** Asked of each turn of a conversation, of all roles or only of those named. */
  readonly per_turn?: boolean;
  readonly roles?: readonly Role[];
  readonly retired?: boolean;
}

export interface Ontology {
  readonly classes: readonly SpanClass[];
  readonly relations?: readonly RelationClass[];
  readonly questions: readonly Question[];
  /** A mark may reach over several turns of a conversation. */
  readonly across_turns?: boolean;
}

/** Something that looks like a real person's data in free text: an answer or an attribute. */
export interface Finding {
  readonly question_id?: string;
  readonly turn?: number;
  readonly span_id?: string;
  readonly attribute_id?: string;
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

/** A draft of another client may leave attributes out; labels that lack none stay the same value. */
export function whole(labels: Labels): Labels {
  const lacks = (span: Partial<Span>) => span.attributes === undefined;
  if (!labels.spans.some(lacks)) return labels;
  return {
    ...labels,
    spans: labels.spans.map((span) => ({ ...span, attributes: { ...span.attributes } })),
  };
}
