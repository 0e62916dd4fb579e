// Tasks in a table that is walked with the arrow keys and chosen from with Space.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCircle,
  IconCircleCheck,
  IconCircleDashed,
  IconHelpCircle,
  IconPencil,
  IconPlayerSkipForward,
} from "@tabler/icons-react";
import { type KeyboardEvent, type MouseEvent, memo } from "react";
import type { TaskRow } from "#api/explorer";
import { useText } from "#i18n/Text";
import { allShown, extended, type Selection, toggled } from "#lib/selection";
import { dayAndTime } from "#lib/time";
import { Table } from "#ui/Table";
import styles from "./explorer.module.css";

const ICONS = {
  open: IconCircle,
  leased: IconPencil,
  done: IconCircleCheck,
  returned: IconArrowBackUp,
  skipped: IconPlayerSkipForward,
  aside: IconHelpCircle,
  withdrawn: IconCircleDashed,
} as const satisfies Record<TaskRow["state"], typeof IconCircle>;
/** Why a task stands where it does, as the server says it. */
const REASONS = [
  ...(["answered", "guideline", "moved", "other", "recalled", "reopened", "sensitive"] as const),
  ...(["sent_back", "unclear", "wrong_language"] as const),
] as const;

/** What ids are called. */
export interface Names {
  readonly people: ReadonlyMap<string, string>;
  readonly datasets: ReadonlyMap<string, string>;
  readonly labels: ReadonlyMap<string, string>;
}

interface TaskTableProps {
  readonly rows: readonly TaskRow[];
  /** What was shown before, while what is wanted now is on its way. */
  readonly isOfBefore: boolean;
  readonly names: Names;
  readonly namesShown: boolean;
  readonly selection: Selection;
  readonly onSelect: ((selection: Selection) => void) | null;
}

function StateCell({ row }: { readonly row: TaskRow }) {
  const t = useText("explorer");
  const { state } = row;
  const Icon = ICONS[state];
  const reason = REASONS.find((each) => each === row.reason);
  return (
    <span className={styles["state"]} data-state={state}>
      <Icon size={15} aria-hidden="true" /> {t(`state-${state}`)}
      {reason !== undefined && <span className={styles["quiet"]}> {t(`reason-${reason}`)}</span>}
      {row.is_recalled && reason !== "recalled" && (
        <span className={styles["quiet"]}> {t("reason-recalled")}</span>
      )}
    </span>
  );
}

interface RowProps {
  readonly row: TaskRow;
  readonly names: Names;
  readonly namesShown: boolean;
  readonly isChosen: boolean;
  readonly onPick: ((id: string, isRange: boolean) => void) | null;
}

const Row = memo(function Row({ row, names, namesShown, isChosen, onPick }: RowProps) {
  const t = useText("explorer");
  const short = row.id.slice(0, 8);
  const labels = row.labels.map((id) => names.labels.get(id) ?? id).join(", ");
  const name = (id: string | null) => (id === null ? "" : (names.people.get(id) ?? t("former")));
  return (
    <Table.Tr data-chosen={isChosen || undefined}>
      {onPick !== null && (
        <Table.Td>
          <Checkbox
            size="xs"
            aria-label={t("choose", { id: short })}
            checked={isChosen}
            onClick={(event: MouseEvent) => onPick(row.id, event.shiftKey)}
            onChange={() => undefined}
          />
        </Table.Td>
      )}
      <Table.Td className={styles["id"]}>{short}</Table.Td>
      <Table.Td>
        <StateCell row={row} />
      </Table.Td>
      <Table.Td className={styles["labels"]}>{names.datasets.get(row.dataset_id)}</Table.Td>
      <Table.Td>{row.language}</Table.Td>
      <Table.Td className={styles["labels"]} title={labels}>
        {row.spans > 0 && <strong>{row.spans}</strong>} {labels}
        {row.doubts > 0 && (
          <span className={styles["quiet"]}> {t("doubts", { count: row.doubts })}</span>
        )}
      </Table.Td>
      {namesShown && <Table.Td>{name(row.owner)}</Table.Td>}
      {namesShown && <Table.Td>{name(row.assigned)}</Table.Td>}
      <Table.Td>{row.priority !== "normal" && t(`priority-${row.priority}`)}</Table.Td>
      <Table.Td className={styles["quiet"]}>{dayAndTime(row.finished_at ?? row.added_at)}</Table.Td>
    </Table.Tr>
  );
});

/** Move the focus up or down between the rows' boxes. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const boxes = [...event.currentTarget.getElementsByTagName("input")];
  const at = boxes.indexOf(document.activeElement as HTMLInputElement);
  const next = boxes[at + step];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

export function TaskTable(props: TaskTableProps) {
  const { rows, isOfBefore, names, namesShown, selection, onSelect } = props;
  const t = useText("explorer");
  const shown = rows.map((row) => row.id);
  const pick =
    onSelect &&
    ((id: string, isRange: boolean) =>
      onSelect(isRange ? extended(selection, id, shown) : toggled(selection, id)));
  const chosen = (id: string) => selection.all || selection.ids.has(id);
  return (
    <Table
      className={styles["table"]}
      space="tight"
      onKeyDown={walk}
      stickyHeader
      aria-busy={isOfBefore}
    >
      <Table.Thead>
        <Table.Tr>
          {onSelect !== null && (
            <Table.Th>
              <Checkbox
                size="xs"
                aria-label={t("choose-shown")}
                checked={shown.length > 0 && shown.every(chosen)}
                indeterminate={!shown.every(chosen) && shown.some(chosen)}
                onChange={() => onSelect(allShown(selection, shown))}
              />
            </Table.Th>
          )}
          <Table.Th>{t("task")}</Table.Th>
          <Table.Th>{t("state")}</Table.Th>
          <Table.Th>{t("dataset")}</Table.Th>
          <Table.Th>{t("language")}</Table.Th>
          <Table.Th>{t("labels")}</Table.Th>
          {namesShown && <Table.Th>{t("owner")}</Table.Th>}
          {namesShown && <Table.Th>{t("meant")}</Table.Th>}
          <Table.Th>{t("priority")}</Table.Th>
          <Table.Th>{t("when")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            names={names}
            namesShown={namesShown}
            isChosen={chosen(row.id)}
            onPick={pick}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}
