// Incidents in rows: what was reported, where it stands, why, and what can be done next.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type Incident, moveIncident, type NextState } from "#api/incidents";
import { useText } from "#i18n/Text";
import { ago } from "#lib/time";
import { ReasonDialog } from "#ui/ReasonDialog";
import { StateWord } from "#ui/StateWord";
import { Table } from "#ui/Table";
import styles from "./incidents.module.css";
import { Recall } from "./Recall";
import { kindWords, shortId } from "./words";

const NEXT: Record<Incident["state"], readonly NextState[]> = {
  open: ["confirmed", "dismissed"],
  confirmed: ["closed", "dismissed"],
  dismissed: ["closed"],
  closed: [],
};

const TONES = { open: "warn", confirmed: "warn", dismissed: "quiet", closed: "ok" } as const;

interface RowProps {
  readonly project: string;
  readonly item: Incident;
  readonly now: number;
  readonly onAct: (item: Incident, state: NextState) => void;
  readonly onRecall: (item: Incident) => void;
}

function AssetCell({ project, item }: Pick<RowProps, "project" | "item">) {
  const t = useText("incidents");
  const params = { projectId: project, assetId: item.asset_id };
  const states = {
    quarantined: t("asset.quarantined"),
    ready: t("asset.ready"),
    failed: t("asset.failed"),
  } as Readonly<Record<string, string>>;
  return (
    <>
      {states[item.asset_state] ?? t("asset.received")}{" "}
      {item.asset_state === "quarantined" && (
        <Link to="/projects/$projectId/quarantine/$assetId" params={params}>
          {t("look")}
        </Link>
      )}
    </>
  );
}

function Row({ project, item, now, onAct, onRecall }: RowProps) {
  const t = useText("incidents");
  return (
    <Table.Tr>
      <Table.Td>
        {ago(item.opened_at, now)}
        <small className={styles["who"]}>{t("reporter", { who: shortId(item.reporter) })}</small>
      </Table.Td>
      <Table.Td>{kindWords(item.kind, t("kind.other"))}</Table.Td>
      <Table.Td>
        <AssetCell project={project} item={item} />
      </Table.Td>
      <Table.Td>
        <StateWord tone={TONES[item.state]}>{t(`state.${item.state}`)}</StateWord>
        {item.steps.map((step) => (
          <p key={step.at} className={styles["reason"]}>
            <span dir="auto">{step.reason}</span>
            <small className={styles["who"]}>
              {t("by", { who: shortId(step.by), when: ago(step.at, now) })}
            </small>
          </p>
        ))}
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {item.asset_state === "ready" && (
            <Button size="compact-sm" variant="default" onClick={() => onRecall(item)}>
              {t("recall.open")}
            </Button>
          )}
          {NEXT[item.state].map((state) => (
            <Button
              key={state}
              size="compact-sm"
              variant="default"
              onClick={() => onAct(item, state)}
            >
              {t(`act.${state}`)}
            </Button>
          ))}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

interface IncidentTableProps {
  readonly project: string;
  readonly items: readonly Incident[];
}

export function IncidentTable({ project, items }: IncidentTableProps) {
  const t = useText("incidents");
  const queries = useQueryClient();
  const [act, setAct] = useState<{ item: Incident; state: NextState } | null>(null);
  const [recalled, setRecalled] = useState<Incident | null>(null);
  const now = Date.now();
  const move = useMutation({
    mutationFn: async (reason: string) => {
      if (act !== null) await moveIncident(project, act.item.id, act.state, reason);
    },
    onSuccess: async () => {
      setAct(null);
      await queries.invalidateQueries({ queryKey: ["project", project] });
    },
  });
  const open = (item: Incident, state: NextState) => {
    move.reset();
    setAct({ item, state });
  };
  return (
    <>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.reported")}</Table.Th>
            <Table.Th>{t("column.kind")}</Table.Th>
            <Table.Th>{t("column.asset")}</Table.Th>
            <Table.Th>{t("column.state")}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row
              key={item.id}
              project={project}
              item={item}
              now={now}
              onAct={open}
              onRecall={setRecalled}
            />
          ))}
        </Table.Tbody>
      </Table>
      {recalled !== null && (
        <Recall project={project} asset={recalled.asset_id} onClose={() => setRecalled(null)} />
      )}
      {act !== null && (
        <ReasonDialog
          title={t(`dialog.${act.state}.title`)}
          about={t(`dialog.${act.state}.about`)}
          confirm={t(`act.${act.state}`)}
          label={t("dialog.reason")}
          busy={move.isPending}
          error={move.error}
          onConfirm={move.mutate}
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}
