// Answers to questions, about the whole text and about one span: what fits, and what is missing.
// - The same rules as the server's; a number travels as text in its shortest form.
// SPDX-License-Identifier: Apache-2.0
import type { Answer, AnswerValue, Labels, Ontology, Option, Question, Turn } from "#lib/labels";

/** The value of a choice after one option was chosen once more. */
export function toggled(
  several: boolean,
  value: AnswerValue | null,
  optionId: string,
): AnswerValue | null {
  if (!several) return value === optionId ? null : optionId;
  const chosen = chosenIn(value);
  return chosen.includes(optionId)
    ? chosen.filter((each) => each !== optionId)
    : [...chosen, optionId];
}

export const chosenIn = (value: AnswerValue | null): readonly string[] => {
  if (Array.isArray(value)) return value as readonly string[];
  return typeof value === "string" && value !== "" ? [value] : [];
};

export const takesSeveral = (question: Question): boolean =>
  question.kind === "multiple" || question.kind === "tree";

/** Whether another option may be chosen yet. */
export const isFull = (question: Question, value: AnswerValue | null): boolean =>
  takesSeveral(question) && !!question.most && chosenIn(value).length >= question.most;

/** The options to show: retired ones only where they were chosen before. */
export function offeredOptions(question: Question, value: AnswerValue | null): readonly Option[] {
  const chosen = chosenIn(value);
  return (question.options ?? []).filter(
    (option) => option.retired !== true || chosen.includes(option.id),
  );
}

/** How the answer to a question is told apart: by its turn, too, where it is about one. */
export const answerKey = (questionId: string, turn: number | undefined): string =>
  turn ? `${questionId}@${turn}` : questionId;

export const isAnswerTo = (answer: Answer, questionId: string, turn: number): boolean =>
  answer.question_id === questionId && (answer.turn ?? 0) === turn;

export function answerTo(labels: Labels, questionId: string, turn = 0): AnswerValue | null {
  return labels.answers.find((each) => isAnswerTo(each, questionId, turn))?.value ?? null;
}

const isAsked = (question: Question) => question.required && question.retired !== true;

/** The keys of required answers that are not given yet: about the text, then turn by turn. */
export function unanswered(
  questions: readonly Question[],
  labels: Labels,
  turns: readonly Turn[] = [],
): readonly string[] {
  const given = new Set(labels.answers.map((each) => answerKey(each.question_id, each.turn)));
  const asked = questions.filter(isAsked);
  const about = asked.filter((each) => each.per_turn !== true).map(({ id }) => id);
  const ofTurns = turns.flatMap(({ role }, at) =>
    asked
      .filter(({ per_turn, roles = [] }) => per_turn && (!roles.length || roles.includes(role)))
      .map(({ id }) => answerKey(id, at + 1)),
  );
  return [...about, ...ofTurns].filter((key) => !given.has(key));
}

/** Required attributes that have no value yet, with the span they are missing on. */
export function unansweredAttributes(
  ontology: Ontology,
  labels: Labels,
): readonly { readonly spanId: string; readonly question: Question }[] {
  const asked = new Map(
    ontology.classes.map((each) => [each.id, (each.attributes ?? []).filter(isAsked)]),
  );
  return labels.spans.flatMap((span) =>
    (asked.get(span.class_id) ?? [])
      .filter((question) => span.attributes[question.id] === undefined)
      .map((question) => ({ spanId: span.id, question })),
  );
}

const LARGEST_WHOLE = 18;
const LARGEST_PART = 12;

/** What someone typed as a number in its one form: `1,50` reads `1.5`; null if it is none. */
export function readNumber(typed: string): string | null {
  const match = /^([+-]?)(\d+)(?:[.,](\d*))?$/.exec(typed.trim());
  if (match === null) return null;
  const whole = (match[2] ?? "").replace(/^0+(?=\d)/, "");
  const part = (match[3] ?? "").replace(/0+$/, "");
  if (whole.length > LARGEST_WHOLE || part.length > LARGEST_PART) return null;
  const number = part === "" ? whole : `${whole}.${part}`;
  return match[1] === "-" && number !== "0" ? `-${number}` : number;
}

/** A decimal text as a whole number of the smallest parts, so that nothing is rounded. */
function scaled(number: string): bigint {
  const isNegative = number.startsWith("-");
  const [whole = "0", part = ""] = number.replace("-", "").split(".");
  const value = BigInt(whole + part.padEnd(LARGEST_PART, "0"));
  return isNegative ? -value : value;
}

/** Why a number does not do; null if it does. `step` counts from `min`. */
export type NumberTrouble = "number" | "low" | "high" | "step";

export function numberTrouble(question: Question, value: string): NumberTrouble | null {
  if (readNumber(value) !== value) return "number";
  const number = scaled(value);
  const { min = "", step = "" } = question;
  const max = typeof question.max === "string" ? question.max : "";
  if (min !== "" && number < scaled(min)) return "low";
  if (max !== "" && number > scaled(max)) return "high";
  const from = min === "" ? 0n : scaled(min);
  return step !== "" && (number - from) % scaled(step) !== 0n ? "step" : null;
}

/** The number one step further, kept within the limits. */
export function stepped(question: Question, value: string | null, by: 1 | -1): string {
  const { min = "" } = question;
  const step = scaled(question.step || "1");
  const from = value === null ? (min === "" ? 0n : scaled(min)) : scaled(value) + BigInt(by) * step;
  const next = unscaled(from);
  const trouble = numberTrouble({ ...question, step: "" }, next);
  if (trouble === "low") return min;
  return trouble === "high" ? String(question.max) : next;
}

function unscaled(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(LARGEST_PART + 1, "0");
  const number = `${digits.slice(0, -LARGEST_PART)}.${digits.slice(-LARGEST_PART)}`;
  return readNumber(value < 0n ? `-${number}` : number) ?? "0";
}

/** The calendar has this day: the 30th of February reads as another one. */
const isDay = (value: string): boolean => {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(value);
};

/** Why a date does not do; null if it does. */
export function dateTrouble(question: Question, value: string): "date" | "low" | "high" | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !isDay(value)) return "date";
  if (question.min && value < question.min) return "low";
  return typeof question.max === "string" && question.max !== "" && value > question.max
    ? "high"
    : null;
}

function fitsOptions(question: Question, value: AnswerValue): boolean {
  const ids = new Set((question.options ?? []).map((option) => option.id));
  if (question.kind === "single") return typeof value === "string" && ids.has(value);
  if (!Array.isArray(value)) return false;
  const inner = new Set((question.options ?? []).map((option) => option.parent ?? ""));
  return (
    new Set(value).size === value.length &&
    value.every((each) => ids.has(each) && !(question.leaves_only && inner.has(each))) &&
    (!question.most || value.length <= question.most)
  );
}

/** Whether a value answers a question. */
export function fits(question: Question, value: AnswerValue): boolean {
  switch (question.kind) {
    case "single":
    case "multiple":
    case "tree":
      return fitsOptions(question, value);
    case "text":
      return typeof value === "string";
    case "rating":
      return typeof value === "number" && value >= 1 && value <= Number(question.max ?? 5);
    case "number":
      return typeof value === "string" && numberTrouble(question, value) === null;
    case "date":
      return typeof value === "string" && dateTrouble(question, value) === null;
  }
}
