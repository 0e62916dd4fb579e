// Held texts in a table: gone through with J and K, chosen with X or Space, opened with Enter.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type MouseEvent, memo, useRef } from "react";
import type { Held } from "#api/quarantine";
import { useText } from "#i18n/Text";
import type { HeldFilter } from "#lib/heldFilter";
import { useActions } from "#lib/keymap/useActions";
import { allShown, extended, type Selection, toggled } from "#lib/selection";
import { ago } from "#lib/time";
import { Table } from "#ui/Table";
import styles from "./list.module.css";
import { doubtsOf, reasonWords, riskWords } from "./reasons";

interface HeldTableProps {
  readonly project: string;
  readonly items: readonly Held[];
  readonly datasets: ReadonlyMap<string, string>;
  readonly filter: HeldFilter;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

interface RowProps extends Pick<HeldTableProps, "project" | "filter"> {
  readonly item: Held;
  readonly dataset: string;
  readonly now: number;
  readonly isChosen: boolean;
  readonly onPick: (id: string, isRange: boolean) => void;
}

const Row = memo(function Row({ project, item, dataset, filter, now, isChosen, onPick }: RowProps) {
  const t = useText("quarantine");
  const params = { projectId: project, assetId: item.asset_id };
  const why = reasonWords(item.reason);
  return (
    <Table.Tr data-chosen={isChosen || undefined} data-asset={item.asset_id}>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={t("choose.one", { why, id: item.asset_id.slice(0, 8) })}
          checked={isChosen}
          onClick={(event: MouseEvent) => onPick(item.asset_id, event.shiftKey)}
          onChange={() => undefined}
        />
      </Table.Td>
      <Table.Td>
        <Link to="/projects/$projectId/quarantine/$assetId" params={params} search={filter}>
          {why}
        </Link>
      </Table.Td>
      <Table.Td className={styles["number"]}>{riskWords(item.risk)}</Table.Td>
      <Table.Td>{doubtsOf(item)}</Table.Td>
      <Table.Td className={styles["short"]}>{dataset}</Table.Td>
      <Table.Td>{item.tier}</Table.Td>
      <Table.Td>{item.language}</Table.Td>
      <Table.Td className={styles["nowrap"]}>{ago(item.since, now)}</Table.Td>
    </Table.Tr>
  );
});

/** J and K move the focus from text to text, X chooses the one that has it. */
function useWalk(items: readonly Held[], onPick: RowProps["onPick"]) {
  const body = useRef<HTMLTableSectionElement>(null);
  const rows = () => [...(body.current?.rows ?? [])];
  const at = () => rows().findIndex((row) => row.contains(document.activeElement));
  const go = (by: 1 | -1) => {
    const all = rows();
    const next = all[Math.max(0, Math.min(all.length - 1, at() < 0 ? 0 : at() + by))];
    next?.querySelector("a")?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useActions({
    "quarantine.next": () => go(1),
    "quarantine.previous": () => go(-1),
    "quarantine.choose": () => {
      const item = items[at()];
      if (item !== undefined) onPick(item.asset_id, false);
    },
  });
  return body;
}

export function HeldTable(props: HeldTableProps) {
  const { project, items, datasets, filter, selection, onSelect } = props;
  const t = useText("quarantine");
  const now = Date.now();
  const shown = items.map((item) => item.asset_id);
  const pick = (id: string, isRange: boolean) =>
    onSelect(isRange ? extended(selection, id, shown) : toggled(selection, id));
  const body = useWalk(items, pick);
  const chosen = (id: string) => selection.all || selection.ids.has(id);
  return (
    <Table highlightOnHover stickyHeader className={styles["table"]} space="tight">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Checkbox
              size="xs"
              aria-label={t("choose.shown")}
              checked={shown.length > 0 && shown.every(chosen)}
              indeterminate={!shown.every(chosen) && shown.some(chosen)}
              onChange={() => onSelect(allShown(selection, shown))}
            />
          </Table.Th>
          <Table.Th>{t("column.why")}</Table.Th>
          <Table.Th>{t("column.risk")}</Table.Th>
          <Table.Th>{t("column.doubts")}</Table.Th>
          <Table.Th>{t("column.dataset")}</Table.Th>
          <Table.Th>{t("column.tier")}</Table.Th>
          <Table.Th>{t("column.language")}</Table.Th>
          <Table.Th>{t("column.age")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody ref={body}>
        {items.map((item) => (
          <Row
            key={item.asset_id}
            project={project}
            item={item}
            dataset={datasets.get(item.dataset_id) ?? ""}
            filter={filter}
            now={now}
            isChosen={chosen(item.asset_id)}
            onPick={pick}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}
