// Two texts word by word: what went and what came, in one reading.
// SPDX-License-Identifier: Apache-2.0
import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";
import styles from "./wordDiff.module.css";

/** Long texts that have little in common are not compared for ever. */
const PATIENCE_MS = 1500;

export function WordDiff({ before, after }: { readonly before: string; readonly after: string }) {
  const pieces = useMemo(
    () => diffWordsWithSpace(before, after, { timeout: PATIENCE_MS }) ?? wholly(before, after),
    [before, after],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className={styles["wordDiff"]} tabIndex={0} dir="auto">
      {pieces.map(({ value, added, removed }, at) => {
        const Tag = added ? "ins" : removed ? "del" : "span";
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are made anew as a whole
        return <Tag key={at}>{value}</Tag>;
      })}
    </div>
  );
}

const wholly = (before: string, after: string) => [
  { value: before, added: false, removed: true },
  { value: after, added: true, removed: false },
];
