// A piece of a data file; it scrolls, by keyboard, too.
// SPDX-License-Identifier: Apache-2.0
import styles from "./exports.module.css";

interface SampleProps {
  readonly title: string;
  readonly children: string;
}

export function Sample({ title, children }: SampleProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached
    <section className={styles["sample"]} tabIndex={0} aria-label={title}>
      {children}
    </section>
  );
}
