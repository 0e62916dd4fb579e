// A state as a dot and a word: never colour alone.
// SPDX-License-Identifier: Apache-2.0
import styles from "./ui.module.css";

interface StateWordProps {
  readonly tone: "ok" | "warn" | "bad" | "busy" | "quiet";
  readonly children: string;
}

export function StateWord({ tone, children }: StateWordProps) {
  return (
    <span className={styles["stateWord"]} data-tone={tone}>
      {children}
    </span>
  );
}
