// The questions about the whole text, or about one turn of a conversation.
// - Free text that looks like a person's data is pointed out under its field, in words.
// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, useId } from "react";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { printed, spoken } from "#lib/keymap/keys";
import type { AnswerValue, Finding, Labels, Ontology, Question, Role } from "#lib/labels";
import { answerKey, answerTo } from "./answers";
import core from "./core.module.css";
import { type Keymap, optionKey } from "./hotkeys";
import { QuestionField } from "./QuestionField";
import styles from "./questions.module.css";

/** The turn that is asked about. */
interface AskedTurn {
  readonly number: number;
  readonly role: Role;
}

/** An answer, and what it was in the labels under review. */
export interface Compared {
  readonly question: Question;
  readonly was: AnswerValue | null;
  readonly value: AnswerValue | null;
}

interface QuestionsProps {
  readonly ontology: Ontology;
  readonly labels: Labels;
  readonly keymap: Keymap;
  readonly findings: readonly Finding[];
  /** Which turn is asked about; without it, the whole text. */
  readonly turn?: AskedTurn;
  /** Keys of answers that stopped the last attempt to hand in. */
  readonly missing: ReadonlySet<string>;
  readonly changed?: ReadonlySet<string>;
  /** The labels under review, with which the answers are compared, and what shows a difference. */
  readonly before?: Labels | null | undefined;
  readonly compare?: ComponentType<Compared> | undefined;
  readonly onAnswer: (questionId: string, value: AnswerValue | null, group?: string) => void;
  /** Doubt an answer, or stop doubting it; without it doubts are not offered. */
  readonly onUnsure?: (questionId: string) => void;
}

const kindsIn = (findings: readonly Finding[]) =>
  [...new Set(findings.map((each) => each.kind.toLowerCase().replace(/_/g, " ")))].join(", ");

/** What is wrong with an answer, in words; null if nothing is. */
export function noteOn(
  t: Say<"editors">,
  findings: readonly Finding[],
  isMissing: boolean,
): string | null {
  if (findings.length > 0) {
    return t("core.answer.finding", { kinds: kindsIn(findings) });
  }
  return isMissing ? t("core.answer.missing") : null;
}

interface OneProps {
  readonly question: Question;
  /** What tells its answer apart. */
  readonly id: string;
  readonly value: AnswerValue | null;
  readonly isUnsure: boolean;
  readonly keymap: Keymap;
  readonly note: string | null;
  readonly isMissing: boolean;
  readonly isChanged: boolean;
  /** What it was, where that is compared. */
  readonly was?: AnswerValue | null | undefined;
  readonly compare: ComponentType<Compared> | undefined;
  readonly onAnswer: QuestionsProps["onAnswer"];
  readonly onUnsure: QuestionsProps["onUnsure"];
}

function OneQuestion(props: OneProps) {
  const t = useText("editors");
  const { question, id, value, isUnsure, keymap, note, isMissing, isChanged } = props;
  const { onAnswer, onUnsure, compare: Compare } = props;
  const noteId = useId();
  return (
    <fieldset
      className={styles["question"]}
      data-missing={isMissing || undefined}
      data-question={id}
    >
      <legend>
        {question.title}
        {question.required && (
          <span className={styles["required"]}> {t("core.answer.needed")}</span>
        )}
        {isChanged && <span className={core["change"]}>{t("core.list.changed")}</span>}
      </legend>
      <QuestionField
        question={question}
        name={id}
        value={value}
        keyOf={(optionId) => keymap.keyOf.get(optionKey(question.id, optionId))}
        describedBy={note === null ? undefined : noteId}
        onValue={(next, group) => onAnswer(question.id, next, group)}
      />
      {onUnsure !== undefined && value !== null && (
        <UnsureField isUnsure={isUnsure} onToggle={() => onUnsure(id)} />
      )}
      {isChanged && props.was !== undefined && Compare !== undefined && (
        <Compare question={question} was={props.was} value={value} />
      )}
      {note !== null && (
        <p id={noteId} className={styles["note"]} role="status">
          {note}
        </p>
      )}
    </fieldset>
  );
}

interface UnsureProps {
  readonly isUnsure: boolean;
  /** What one is not sure about, where that is not the field it stands under. */
  readonly about?: string;
  readonly isChanged?: boolean;
  readonly keys?: string;
  readonly onToggle: () => void;
}

/** "I am not sure", which goes along with the label. */
export function UnsureField(props: UnsureProps) {
  const { isUnsure, about, isChanged = false, keys = "", onToggle } = props;
  const t = useText("editors");
  return (
    <label className={styles["unsure"]}>
      <input
        type="checkbox"
        checked={isUnsure}
        aria-keyshortcuts={keys === "" ? undefined : spoken(keys)}
        onChange={onToggle}
      />
      <span>{about ?? t("core.unsure")}</span>
      {isChanged && <span className={core["change"]}>{t("core.list.changed")}</span>}
      {keys !== "" && (
        <span className={core["key"]} aria-hidden="true">
          {printed(keys)}
        </span>
      )}
    </label>
  );
}

/** Whether a question is about what is asked about. */
function isAskedOf({ per_turn, roles = [] }: Question, turn: AskedTurn | undefined): boolean {
  if (turn === undefined) return per_turn !== true;
  return per_turn === true && (roles.length === 0 || roles.includes(turn.role));
}

export function Questions(props: QuestionsProps) {
  const t = useText("editors");
  const { ontology, labels, findings, missing, changed, before } = props;
  const number = props.turn?.number ?? 0;
  const about = labels.answers.filter(({ turn = 0 }) => turn === number);
  const given = new Map(about.map((each) => [each.question_id, each]));
  const asked = ontology.questions.filter(
    (question) =>
      isAskedOf(question, props.turn) && (question.retired !== true || given.has(question.id)),
  );
  const keyOf = ({ id }: Question) => answerKey(id, number);
  if (asked.length === 0) return null;
  return (
    <section
      className={styles["questions"]}
      aria-label={props.turn === undefined ? t("core.questions") : undefined}
    >
      {asked.map((question) => (
        <OneQuestion
          key={question.id}
          question={question}
          id={keyOf(question)}
          value={answerTo(labels, question.id, number)}
          isUnsure={given.get(question.id)?.unsure === true}
          keymap={props.keymap}
          note={noteOn(
            t,
            findings.filter(
              (each) => answerKey(each.question_id ?? "", each.turn) === keyOf(question),
            ),
            missing.has(keyOf(question)),
          )}
          isMissing={missing.has(keyOf(question))}
          isChanged={changed?.has(keyOf(question)) ?? false}
          compare={props.compare}
          was={before ? answerTo(before, question.id, number) : undefined}
          onAnswer={props.onAnswer}
          onUnsure={props.onUnsure}
        />
      ))}
    </section>
  );
}
