// The turns of a conversation: which one a place is in, what is asked of it, what is still open.
// - Turns are numbered from 1, as people count; 0 is the whole text.
// SPDX-License-Identifier: Apache-2.0
import type { AnswerValue, Labels, Ontology, Question, Turn } from "#lib/labels";
import { answerKey, fits } from "./answers";

/** Told to a surface by what moves its lines without changing its size. */
export const LINES_MOVED = "lines-moved";

interface Extent {
  readonly start: number;
  readonly end: number;
}

/** The number of the turn that holds `point`, or of the last one before it; 0 without turns. */
export function turnAt(turns: readonly Turn[], point: number): number {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle]?.start ?? 0) <= point) low = middle + 1;
    else high = middle;
  }
  return Math.min(Math.max(low, 1), turns.length);
}

/** An extent cut to the turn that holds `at`; as it is where marks may reach further. */
export function withinTurn(
  turns: readonly Turn[],
  { across_turns }: Pick<Ontology, "across_turns">,
  { start, end }: Extent,
  at = start,
): Extent {
  const turn = across_turns === true ? undefined : turns[turnAt(turns, at) - 1];
  if (turn === undefined) return { start, end };
  return { start: Math.max(start, turn.start), end: Math.min(end, turn.end) };
}

/** Whether a question is asked of a turn. */
export const asksOf = (question: Question, turn: Turn): boolean =>
  question.per_turn === true &&
  question.retired !== true &&
  ((question.roles ?? []).length === 0 || (question.roles ?? []).includes(turn.role));

/** What is asked of a turn, in order. */
export const askedOf = (ontology: Ontology, turn: Turn): readonly Question[] =>
  ontology.questions.filter((question) => asksOf(question, turn));

/** The keys of everything that is answered. */
const givenIn = (labels: Labels): ReadonlySet<string> =>
  new Set(labels.answers.map(({ question_id, turn }) => answerKey(question_id, turn)));

export interface TurnProgress {
  /** How many turns are asked something. */
  readonly asked: number;
  /** How many of those have every answer. */
  readonly answered: number;
  /** Numbers of turns that lack an answer, in order. */
  readonly open: readonly number[];
}

/** How far the questions about turns are answered; optional ones count too. */
export function progressOf(
  ontology: Ontology,
  labels: Labels,
  turns: readonly Turn[],
): TurnProgress {
  const given = givenIn(labels);
  const open: number[] = [];
  let asked = 0;
  turns.forEach((turn, at) => {
    const questions = askedOf(ontology, turn);
    if (questions.length > 0) asked++;
    if (questions.some(({ id }) => !given.has(answerKey(id, at + 1)))) open.push(at + 1);
  });
  return { asked, answered: asked - open.length, open };
}

/** The next of `numbers` after `turn`, from the beginning again behind the last; 0 if none. */
export const nextOf = (numbers: readonly number[], turn: number): number =>
  numbers.find((each) => each > turn) ?? numbers[0] ?? 0;

/** The name of a turn's speaker as it stands in the text. */
export const speakerOf = (slice: (start: number, end: number) => string, turn: Turn): string =>
  slice(turn.start, turn.named);

/** Numbers of the turns of the same speaker and role that a question is asked of, too. */
export function sameSpeaker(
  slice: (start: number, end: number) => string,
  turns: readonly Turn[],
  number: number,
): readonly number[] {
  const turn = turns[number - 1];
  if (turn === undefined) return [];
  const name = speakerOf(slice, turn);
  return turns.flatMap((each, at) =>
    each.role === turn.role && speakerOf(slice, each) === name ? [at + 1] : [],
  );
}

/** Labels without answers that no question asks for in this text (any more). */
export function placed(labels: Labels, ontology: Ontology, turns: readonly Turn[]): Labels {
  const questions = new Map(ontology.questions.map((each) => [each.id, each]));
  const hasPlace = ({ question_id, turn = 0 }: Labels["answers"][number]) => {
    const question = questions.get(question_id);
    if (question === undefined) return true;
    if (question.per_turn !== true) return turn === 0;
    const one = turns[turn - 1];
    return one !== undefined && asksOf({ ...question, retired: false }, one);
  };
  const answers = labels.answers.filter(hasPlace);
  return answers.length === labels.answers.length ? labels : { ...labels, answers };
}

/** A value in a few words: names of options instead of ids, a text cut short. */
export function inShort(question: Question, value: AnswerValue): string {
  if (!fits(question, value)) return "?";
  const names = new Map((question.options ?? []).map(({ id, name }) => [id, name]));
  const values = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  const words = values.map((each) => names.get(each) ?? each).join(", ");
  return words.length > 40 ? `${words.slice(0, 39)}…` : words;
}
