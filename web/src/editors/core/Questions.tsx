// The questions about the whole text.
// - Free text that looks like a person's data is pointed out under its field, in words.
// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { printed, spoken } from "#lib/keymap/keys";
import type { AnswerValue, Finding, Labels, Ontology, Question } from "#lib/labels";
import { answerTo } from "./answers";
import core from "./core.module.css";
import { type Keymap, optionKey } from "./hotkeys";
import { QuestionField } from "./QuestionField";
import styles from "./questions.module.css";

interface QuestionsProps {
  readonly ontology: Ontology;
  readonly labels: Labels;
  readonly keymap: Keymap;
  readonly findings: readonly Finding[];
  /** Questions that stopped the last attempt to hand in. */
  readonly missing: ReadonlySet<string>;
  readonly changed?: ReadonlySet<string>;
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
  readonly value: AnswerValue | null;
  readonly isUnsure: boolean;
  readonly keymap: Keymap;
  readonly note: string | null;
  readonly isMissing: boolean;
  readonly isChanged: boolean;
  readonly onAnswer: QuestionsProps["onAnswer"];
  readonly onUnsure: QuestionsProps["onUnsure"];
}

function OneQuestion(props: OneProps) {
  const t = useText("editors");
  const { question, value, isUnsure, keymap, note, isMissing, isChanged } = props;
  const { onAnswer, onUnsure } = props;
  const noteId = useId();
  return (
    <fieldset
      className={styles["question"]}
      data-missing={isMissing || undefined}
      data-question={question.id}
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
        name={question.id}
        value={value}
        keyOf={(optionId) => keymap.keyOf.get(optionKey(question.id, optionId))}
        describedBy={note === null ? undefined : noteId}
        onValue={(next, group) => onAnswer(question.id, next, group)}
      />
      {onUnsure !== undefined && value !== null && (
        <UnsureField isUnsure={isUnsure} onToggle={() => onUnsure(question.id)} />
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

export function Questions(props: QuestionsProps) {
  const t = useText("editors");
  const { ontology, labels, findings, missing, changed } = props;
  const given = new Map(labels.answers.map((each) => [each.question_id, each]));
  const asked = ontology.questions.filter(({ id, retired }) => !retired || given.has(id));
  if (asked.length === 0) return null;
  return (
    <section className={styles["questions"]} aria-label={t("core.questions")}>
      {asked.map((question) => (
        <OneQuestion
          key={question.id}
          question={question}
          value={answerTo(labels, question.id)}
          isUnsure={given.get(question.id)?.unsure === true}
          keymap={props.keymap}
          note={noteOn(
            t,
            findings.filter((each) => each.question_id === question.id),
            missing.has(question.id),
          )}
          isMissing={missing.has(question.id)}
          isChanged={changed?.has(question.id) ?? false}
          onAnswer={props.onAnswer}
          onUnsure={props.onUnsure}
        />
      ))}
    </section>
  );
}
