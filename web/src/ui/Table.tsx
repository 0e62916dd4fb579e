// A table of rows between hairlines: the browser's own elements, with our look.
// - `<Table><Table.Thead>…`: a part takes whatever its element takes.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentProps } from "react";
import styles from "./table.module.css";

interface TableProps extends ComponentProps<"table"> {
  /** The room above and below what is in a row. */
  readonly space?: "tight" | "normal" | "wide";
  /** The row that is pointed at is seen to be. */
  readonly highlightOnHover?: boolean;
  /** The head stays while the rows are scrolled. */
  readonly stickyHeader?: boolean;
}

function Root(props: TableProps) {
  const { space = "normal", highlightOnHover, stickyHeader, className = "", ...rest } = props;
  return (
    <table
      {...rest}
      className={`${styles["table"]} ${className}`}
      data-space={space}
      data-hover={highlightOnHover || undefined}
      data-sticky={stickyHeader || undefined}
    />
  );
}

export const Table = Object.assign(Root, {
  Thead: "thead",
  Tbody: "tbody",
  Tr: "tr",
  Th: "th",
  Td: "td",
} as const);
