// Counts by a word as bars across, longest first as they come; the same numbers in a table behind.
// - A bar of several parts says what each is in a legend; nothing is told by colour alone.
// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";
import styles from "./charts.module.css";
import bars from "./shares.module.css";
import { TableBehind } from "./TableBehind";

interface SharesProps {
  readonly title: string;
  readonly about?: ReactNode;
  /** What each row is called, and its numbers, one for each part. */
  readonly rows: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** What the parts are called. */
  readonly parts: readonly string[];
  /** What the names are called, as the head of the table. */
  readonly of: string;
  /** The name of the table's file, without its ending. */
  readonly file: string;
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

export function Shares({ title, about, rows, parts, of, file }: SharesProps) {
  const t = useText("app");
  const most = Math.max(1, ...rows.map(({ values }) => sum(values)));
  return (
    <figure className={styles["figure"]}>
      <figcaption>
        <strong>{title}</strong>
        {about !== undefined && <span className={styles["about"]}> {about}</span>}
      </figcaption>
      {parts.length > 1 && (
        <ul className={styles["legend"]}>
          {parts.map((name, number) => (
            <li key={name} data-series={number} data-shape="bars">
              {name}
            </li>
          ))}
        </ul>
      )}
      <div className={bars["rows"]} role="img" aria-label={t("chart.picture", { title })}>
        {rows.map(({ name, values }) => (
          <div key={name} className={bars["row"]}>
            <span className={bars["name"]}>{name}</span>
            <svg width="100%" height="14" preserveAspectRatio="none" aria-hidden="true">
              {values.map((value, at) => (
                <rect
                  // biome-ignore lint/suspicious/noArrayIndexKey: parts never change their places
                  key={at}
                  className={styles["bar"]}
                  data-series={at}
                  x={`${(100 * sum(values.slice(0, at))) / most}%`}
                  width={`${(100 * value) / most}%`}
                  height="14"
                />
              ))}
            </svg>
            <span className={bars["number"]}>{sum(values).toLocaleString(language())}</span>
          </div>
        ))}
      </div>
      <TableBehind
        title={title}
        file={file}
        head={[of, ...parts]}
        rows={rows.map(({ name, values }) => [name, ...values])}
      />
    </figure>
  );
}
