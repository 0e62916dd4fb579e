// What every field that answers a question is given.
// SPDX-License-Identifier: Apache-2.0
import type { AnswerValue, Question } from "#lib/labels";

export interface FieldProps {
  readonly question: Question;
  /** Unique on the page: the same attribute is asked about many spans. */
  readonly name: string;
  readonly value: AnswerValue | null;
  /** The key of an option, where it has one. */
  readonly keyOf: (optionId: string) => string | undefined;
  readonly describedBy: string | undefined;
  readonly onValue: (value: AnswerValue | null, group?: string) => void;
}
