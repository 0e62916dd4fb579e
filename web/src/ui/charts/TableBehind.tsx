// The numbers of a chart as a table, folded until it is asked for, and as a file.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useState } from "react";
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { Table } from "../Table";
import styles from "./charts.module.css";
import { type Cell, saveCsv } from "./csv";

interface TableBehindProps {
  readonly title: string;
  readonly file: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Always shown: there is no picture before it. */
  readonly open?: boolean;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function said(cell: Cell): string {
  if (cell === null) return "–";
  if (typeof cell === "number") return cell.toLocaleString(language());
  return DAY.test(cell) ? day(cell) : cell;
}

export function TableBehind({ title, file, head, rows, open = false }: TableBehindProps) {
  const t = useText("app");
  const [isAskedFor, setAskedFor] = useState(false);
  const isShown = open || isAskedFor;
  return (
    <div>
      <div className={styles["acts"]}>
        {!open && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={isShown}
            aria-label={t(isShown ? "chart.hideOf" : "chart.showOf", { title })}
            onClick={() => setAskedFor(!isAskedFor)}
          >
            {t(isShown ? "chart.hide" : "chart.show")}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={t("chart.csvOf", { title })}
          onClick={() => saveCsv(`${file}.csv`, [head, ...rows])}
        >
          {t("chart.csv")}
        </Button>
      </div>
      {isShown && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
        <section className={styles["scroll"]} aria-label={title} tabIndex={0}>
          <Table space="tight" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                {head.map((name) => (
                  <Table.Th key={name}>{name}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={String(row[0])}>
                  {row.map((cell, at) => (
                    <Table.Td key={head[at] ?? at}>{said(cell)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
    </div>
  );
}
