// The columns of tables, each with an example and what it is for.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect } from "@mantine/core";
import { useText } from "#i18n/Text";
import type { Column, Use } from "#lib/columns";
import { Table } from "#ui/Table";
import styles from "./ingest.module.css";

const USES = [
  ...(["content", "external_id", "subject", "shown", "hidden", "labels"] as const),
  ...(["conversation", "turn", "speaker", "role", "time", "none"] as const),
] satisfies readonly Use[];

interface MappingTableProps {
  readonly columns: readonly Column[];
  readonly uses: ReadonlyMap<string, Use>;
  readonly onAssign: (name: string, use: Use) => void;
}

export function MappingTable({ columns, uses, onAssign }: MappingTableProps) {
  const t = useText("ingest");
  return (
    <Table space="wide" className={styles["mapping"]}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("columns.column")}</Table.Th>
          <Table.Th>{t("columns.example")}</Table.Th>
          <Table.Th>{t("columns.use")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {columns.map((column) => (
          <Table.Tr key={column.name}>
            <Table.Td>{column.name}</Table.Td>
            <Table.Td className={styles["example"]} dir="auto">
              {column.example}
            </Table.Td>
            <Table.Td>
              <NativeSelect
                aria-label={t("columns.useOf", { name: column.name })}
                data={USES.map((use) => ({ value: use, label: t(`use.${use}`) }))}
                value={uses.get(column.name) ?? "none"}
                onChange={(event) => onAssign(column.name, event.currentTarget.value as Use)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
