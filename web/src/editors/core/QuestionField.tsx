// The field that answers one question, about the whole text or about one span.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, lazy, Suspense } from "react";
import { useText } from "#i18n/Text";
import { chosenIn, isFull, offeredOptions, takesSeveral, toggled } from "./answers";
import core from "./core.module.css";
import type { FieldProps } from "./fieldProps";
import styles from "./questions.module.css";

function Choice({ question, name, value, keyOf, describedBy, onValue }: FieldProps) {
  const t = useText("editors");
  const several = takesSeveral(question);
  const chosen = chosenIn(value);
  const barred = isFull(question, value);
  return (
    <div className={styles["options"]}>
      {offeredOptions(question, value).map((option) => {
        const key = keyOf(option.id);
        const isChosen = chosen.includes(option.id);
        return (
          <label key={option.id} className={styles["option"]}>
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              checked={isChosen}
              disabled={barred && !isChosen}
              aria-describedby={describedBy}
              onChange={() => onValue(toggled(several, value, option.id))}
              // A radio that is chosen reports no change: a second click takes it back.
              onClick={() => !several && isChosen && onValue(null)}
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
      {barred && question.most !== 1 && (
        <p className={styles["hint"]}>{t("core.answer.most", { most: question.most ?? 0 })}</p>
      )}
    </div>
  );
}

function Rating({ question, name, value, onValue }: FieldProps) {
  const highest = Number(question.max) || 5;
  const steps = Array.from({ length: highest }, (_, i) => i + 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isClear = event.key === "Backspace" || event.key === "Delete";
    const step = event.key === "0" ? 10 : Number(event.key);
    if (!isClear && !(step >= 1 && step <= highest)) return;
    event.preventDefault();
    event.stopPropagation();
    onValue(isClear ? null : step);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its radio buttons hold the focus
    <div className={styles["rating"]} onKeyDown={onKeyDown}>
      {steps.map((step) => (
        <label
          key={step}
          className={styles["ratingStep"]}
          data-chosen={value === step || undefined}
        >
          <input
            type="radio"
            name={name}
            checked={value === step}
            onChange={() => onValue(step)}
            onClick={() => value === step && onValue(null)}
          />
          {step}
        </label>
      ))}
    </div>
  );
}

function FreeText({ question, name, value, describedBy, onValue }: FieldProps) {
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
      onChange={(event) => onValue(event.currentTarget.value, name)}
    />
  );
}

// Most questions are choices: what the others need comes where one is asked.
const TreeField = lazy(async () => ({ default: (await import("./TreeField")).TreeField }));
const fetchNumbers = () => import("./NumberField");
const NumberField = lazy(async () => ({ default: (await fetchNumbers()).NumberField }));
const DateField = lazy(async () => ({ default: (await fetchNumbers()).DateField }));

const FIELDS = {
  single: Choice,
  multiple: Choice,
  tree: TreeField,
  text: FreeText,
  rating: Rating,
  number: NumberField,
  date: DateField,
};

export function QuestionField(props: FieldProps) {
  const Field = FIELDS[props.question.kind];
  return (
    <Suspense fallback={null}>
      <Field {...props} />
    </Suspense>
  );
}
