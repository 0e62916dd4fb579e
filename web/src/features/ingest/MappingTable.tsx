// The columns of tables, each with an example and what it is for.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, Table } from "@mantine/core";
import type { Column, Use } from "#lib/columns";
import styles from "./ingest.module.css";

const USES: readonly { value: Use; label: string }[] = [
  { value: "content", label: "The text" },
  { value: "external_id", label: "Your id, given back in exports" },
  { value: "subject", label: "Whose data it is" },
  { value: "shown", label: "Shown beside the text, redacted" },
  { value: "hidden", label: "Kept sealed, given back in exports" },
  { value: "labels", label: "Labels that come along" },
  { value: "conversation", label: "Which conversation: each row is one turn of it" },
  { value: "turn", label: "Order of the turn" },
  { value: "speaker", label: "Who speaks, redacted" },
  { value: "role", label: "Role of who speaks" },
  { value: "time", label: "When it was said, redacted" },
  { value: "none", label: "Leave out" },
];

interface MappingTableProps {
  readonly columns: readonly Column[];
  readonly uses: ReadonlyMap<string, Use>;
  readonly onAssign: (name: string, use: Use) => void;
}

export function MappingTable({ columns, uses, onAssign }: MappingTableProps) {
  return (
    <Table verticalSpacing="xs" className={styles["mapping"]}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Column</Table.Th>
          <Table.Th>First value</Table.Th>
          <Table.Th>Used as</Table.Th>
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
                aria-label={`Use of ${column.name}`}
                data={[...USES]}
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
