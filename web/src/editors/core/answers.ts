// Answers to the questions beside the text.
// SPDX-License-Identifier: Apache-2.0
import type { AnswerValue, Labels, Question } from "#lib/labels";

/** The value of a choice after one option was chosen once more. */
export function toggled(
  several: boolean,
  value: AnswerValue | null,
  optionId: string,
): AnswerValue | null {
  if (!several) return value === optionId ? null : optionId;
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  return chosen.includes(optionId)
    ? chosen.filter((each) => each !== optionId)
    : [...chosen, optionId];
}

export function answerTo(labels: Labels, questionId: string): AnswerValue | null {
  return labels.answers.find((each) => each.question_id === questionId)?.value ?? null;
}

/** Required questions that have no answer yet, in order. */
export function unanswered(questions: readonly Question[], labels: Labels): readonly Question[] {
  return questions.filter((each) => each.required && answerTo(labels, each.id) === null);
}
