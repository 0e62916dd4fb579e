// The questions about the whole text: one choice, several, free text, a rating.
// - Free text that looks like a person's data is pointed out under its field, in words.
// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import type { AnswerValue, Finding, Labels, Ontology, Question } from "#lib/labels";
import { answerTo, toggled } from "./answers";
import core from "./core.module.css";
import { type Keymap, optionKey } from "./hotkeys";
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
}

interface FieldProps {
  readonly question: Question;
  readonly value: AnswerValue | null;
  readonly keymap: Keymap;
  readonly describedBy: string | undefined;
  readonly onAnswer: QuestionsProps["onAnswer"];
}

function Choice({ question, value, keymap, onAnswer }: FieldProps) {
  const several = question.kind === "multiple";
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [value];
  return (
    <div className={styles["options"]}>
      {(question.options ?? []).map((option) => {
        const key = keymap.keyOf.get(optionKey(question.id, option.id));
        return (
          <label key={option.id} className={styles["option"]}>
            <input
              type={several ? "checkbox" : "radio"}
              name={question.id}
              checked={chosen.includes(option.id)}
              onChange={() => onAnswer(question.id, toggled(several, value, option.id))}
            />
            <span>{option.name}</span>
            {key !== undefined && (
              <span className={core["key"]} aria-hidden="true">
                {key}
              </span>
            )}
          </label>
        );
      })}
    </div>
  );
}

function Rating({ question, value, onAnswer }: FieldProps) {
  const steps = Array.from({ length: question.max ?? 5 }, (_, i) => i + 1);
  return (
    <div className={styles["rating"]}>
      {steps.map((step) => (
        <label
          key={step}
          className={styles["ratingStep"]}
          data-chosen={value === step || undefined}
        >
          <input
            type="radio"
            name={question.id}
            checked={value === step}
            onChange={() => onAnswer(question.id, step)}
          />
          {step}
        </label>
      ))}
    </div>
  );
}

function FreeText({ question, value, describedBy, onAnswer }: FieldProps) {
  return (
    <textarea
      className={styles["freeText"]}
      rows={2}
      dir="auto"
      spellCheck={false}
      autoComplete="off"
      aria-label={question.title}
      aria-describedby={describedBy}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onAnswer(question.id, event.currentTarget.value, question.id)}
    />
  );
}

const FIELDS = { single: Choice, multiple: Choice, text: FreeText, rating: Rating };

const kindsIn = (findings: readonly Finding[]) =>
  [...new Set(findings.map((each) => each.kind.toLowerCase().replace(/_/g, " ")))].join(", ");

function OneQuestion(
  props: Omit<FieldProps, "describedBy"> & {
    readonly findings: readonly Finding[];
    readonly isMissing: boolean;
    readonly isChanged: boolean;
  },
) {
  const { question, findings, isMissing, isChanged } = props;
  const noteId = useId();
  const Field = FIELDS[question.kind];
  const hasNote = isMissing || findings.length > 0;
  return (
    <fieldset
      className={styles["question"]}
      data-missing={isMissing || undefined}
      data-question={question.id}
    >
      <legend>
        {question.title}
        {question.required && <span className={styles["required"]}> (needed)</span>}
        {isChanged && <span className={core["change"]}>changed</span>}
      </legend>
      <Field {...props} describedBy={hasNote ? noteId : undefined} />
      {hasNote && (
        <p id={noteId} className={styles["note"]} role="status">
          {findings.length > 0
            ? `This answer seems to hold a ${kindsIn(findings)}. Take it out: what people write here must not name anyone.`
            : "This question needs an answer before you can hand in."}
        </p>
      )}
    </fieldset>
  );
}

export function Questions(props: QuestionsProps) {
  const { ontology, labels, findings, missing, changed } = props;
  if (ontology.questions.length === 0) return null;
  return (
    <section className={styles["questions"]} aria-label="Questions about this text">
      {ontology.questions.map((question) => (
        <OneQuestion
          key={question.id}
          question={question}
          value={answerTo(labels, question.id)}
          keymap={props.keymap}
          findings={findings.filter((each) => each.question_id === question.id)}
          isMissing={missing.has(question.id)}
          isChanged={changed?.has(question.id) ?? false}
          onAnswer={props.onAnswer}
        />
      ))}
    </section>
  );
}
