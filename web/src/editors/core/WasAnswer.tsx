// What an answer was before a reviewer changed it: free text word by word, the rest in its words.
// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense } from "react";
import { useText } from "#i18n/Text";
import type { AnswerValue, Question } from "#lib/labels";
import { readable } from "./describe";
import styles from "./questions.module.css";

// Labelers, who compare nothing, do not load what compares.
const WordDiff = lazy(() => import("#ui/WordDiff").then((it) => ({ default: it.WordDiff })));

interface WasAnswerProps {
  readonly question: Question;
  readonly was: AnswerValue | null;
  readonly value: AnswerValue | null;
}

export function WasAnswer({ question, was, value }: WasAnswerProps) {
  const t = useText("editors");
  // Only the doubt about it changed.
  if (JSON.stringify(was) === JSON.stringify(value)) return null;
  if (was === null) return <p className={styles["was"]}>{t("core.answer.wasNone")}</p>;
  if (question.kind === "text" && typeof was === "string") {
    return (
      <section className={styles["was"]} aria-label={t("core.answer.compared")}>
        <Suspense>
          <WordDiff before={was} after={typeof value === "string" ? value : ""} />
        </Suspense>
      </section>
    );
  }
  return (
    <p className={styles["was"]} dir="auto">
      <s>{readable(question, was)}</s>
      {value !== null && ` → ${readable(question, value)}`}
    </p>
  );
}
