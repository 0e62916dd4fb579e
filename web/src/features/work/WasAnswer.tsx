// What an answer was before a reviewer changed it: free text word by word, the rest in its words.
// SPDX-License-Identifier: Apache-2.0
import { lazy, Suspense } from "react";
import { readable } from "#editors/core/describe";
import type { Compared } from "#editors/core/Questions";
import { useText } from "#i18n/Text";
import styles from "./work.module.css";

// Labelers, who compare nothing, do not load what compares.
const WordDiff = lazy(() => import("#ui/WordDiff").then((it) => ({ default: it.WordDiff })));

export function WasAnswer({ question, was, value }: Compared) {
  const t = useText("editors");
  // Only the doubt about it changed.
  if (JSON.stringify(was) === JSON.stringify(value)) return null;
  if (was === null) return <p className={styles["wasIs"]}>{t("core.answer.wasNone")}</p>;
  if (question.kind === "text" && typeof was === "string") {
    return (
      <section className={styles["wasIs"]} aria-label={t("core.answer.compared")}>
        <Suspense>
          <WordDiff before={was} after={typeof value === "string" ? value : ""} />
        </Suspense>
      </section>
    );
  }
  return (
    <p className={styles["wasIs"]} dir="auto">
      <s>{readable(question, was)}</s>
      {value !== null && ` → ${readable(question, value)}`}
    </p>
  );
}
