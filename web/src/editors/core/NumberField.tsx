// A number or a date: typed, held against its limits in words, and kept in its one form.
// - What is typed stays on screen while it is no number; until it is one there is no answer.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import type { Question } from "#lib/labels";
import { dateTrouble, numberTrouble, readNumber, stepped } from "./answers";
import type { FieldProps } from "./fieldProps";
import styles from "./questions.module.css";

function rangeOf(t: Say<"editors">, min: string, max: string): string {
  if (min !== "" && max !== "") return t("core.limits.range", { min, max });
  if (min !== "") return t("core.limits.from", { min });
  return max === "" ? "" : t("core.limits.to", { max });
}

function limitsOf(t: Say<"editors">, question: Question): string {
  const max = typeof question.max === "string" ? question.max : "";
  const { min = "", step = "" } = question;
  const steps = step === "" ? "" : t("core.limits.step", { step });
  return [rangeOf(t, min, max), steps].filter(Boolean).join(", ");
}

function numberNote(t: Say<"editors">, question: Question, typed: string): string | null {
  if (typed.trim() === "") return null;
  const number = readNumber(typed);
  if (number === null) return t("core.number.none");
  switch (numberTrouble(question, number)) {
    case "low":
      return t("core.number.low", { min: question.min ?? "" });
    case "high":
      return t("core.number.high", { max: question.max ?? "" });
    case "step":
      return t("core.number.step", { step: question.step ?? "", min: question.min || "0" });
    default:
      return null;
  }
}

/** What is typed, and the value that stands for it; another value from outside wins. */
function useTyped(value: string) {
  const [typed, setTyped] = useState(value);
  const [given, setGiven] = useState(value);
  useEffect(() => {
    if (value === given) return;
    setGiven(value);
    setTyped(value);
  }, [value, given]);
  return {
    typed,
    type: (next: string, stands: string) => {
      setTyped(next);
      setGiven(stands);
    },
  };
}

export function NumberField({ question, value, describedBy, onValue }: FieldProps) {
  const t = useText("editors");
  const noteId = useId();
  const held = typeof value === "string" ? value : "";
  const { typed, type } = useTyped(held);
  const note = numberNote(t, question, typed);
  const set = (next: string) => {
    const number = numberNote(t, question, next) === null ? readNumber(next) : null;
    type(next, number ?? "");
    onValue(number, question.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (by === undefined || event.altKey) return;
    event.preventDefault();
    set(stepped(question, held === "" ? null : held, by === 1 ? 1 : -1));
  };
  const limits = limitsOf(t, question);
  return (
    <div className={styles["short"]}>
      <input
        type="text"
        inputMode="decimal"
        autoComplete="off"
        className={styles["number"]}
        aria-label={question.title}
        aria-invalid={note !== null}
        aria-describedby={[noteId, describedBy].filter(Boolean).join(" ")}
        value={typed}
        onChange={(event) => set(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span id={noteId} className={note === null ? styles["hint"] : styles["note"]}>
        {note ?? limits}
      </span>
    </div>
  );
}

export function DateField({ question, value, describedBy, onValue }: FieldProps) {
  const t = useText("editors");
  const noteId = useId();
  const held = typeof value === "string" ? value : "";
  const { typed, type } = useTyped(held);
  const trouble = typed === "" ? null : dateTrouble(question, typed);
  const max = typeof question.max === "string" ? question.max : "";
  const set = (next: string) => {
    const isDate = next !== "" && dateTrouble(question, next) === null;
    type(next, isDate ? next : "");
    onValue(isDate ? next : null, question.id);
  };
  return (
    <div className={styles["short"]}>
      <input
        type="date"
        className={styles["number"]}
        aria-label={question.title}
        aria-invalid={trouble !== null}
        aria-describedby={[noteId, describedBy].filter(Boolean).join(" ")}
        min={question.min || undefined}
        max={max || undefined}
        value={typed}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <span id={noteId} className={trouble === null ? styles["hint"] : styles["note"]}>
        {trouble === "low" && t("core.date.low", { min: question.min ?? "" })}
        {trouble === "high" && t("core.date.high", { max })}
        {trouble === null && limitsOf(t, question)}
      </span>
    </div>
  );
}
