// The misses as test cases: how many of each kind the policy in force finds by itself.
// SPDX-License-Identifier: Apache-2.0
import type { Cases } from "#api/incidents";
import { useText } from "#i18n/Text";
import { Section } from "#ui/Page";
import { Table } from "#ui/Table";
import styles from "./incidents.module.css";
import { kindWords } from "./words";

export function CaseTable({ cases }: { readonly cases: readonly Cases[] }) {
  const t = useText("incidents");
  const count = cases.reduce((sum, one) => sum + one.total, 0);
  return (
    <Section title={t("cases.title", { count })} about={t("cases.about")}>
      <Table className={styles["cases"]}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("cases.kind")}</Table.Th>
            <Table.Th>{t("cases.total")}</Table.Th>
            <Table.Th>{t("cases.found")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cases.map((one) => (
            <Table.Tr key={one.kind}>
              <Table.Td>{kindWords(one.kind, t("kind.other"))}</Table.Td>
              <Table.Td>{one.total}</Table.Td>
              <Table.Td>{one.found}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
