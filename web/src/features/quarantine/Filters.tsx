// What narrows the list of held texts; each choice stands in the address.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { waitingQuery } from "#api/quarantine";
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";
import {
  AGES,
  HELD_ORDERS,
  type HeldFacet,
  type HeldFilter,
  narrowedHeld,
  RISKS,
  withHeld,
} from "#lib/heldFilter";
import { Segments } from "#ui/Segments";
import styles from "./list.module.css";
import { kindName, shortReason } from "./reasons";

interface FiltersProps {
  readonly project: string;
  readonly filter: HeldFilter;
  readonly onChange: (filter: HeldFilter) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function useChoices(project: string): Readonly<Record<HeldFacet, readonly Choice[]>> {
  const t = useText("quarantine");
  const counts = useQuery(waitingQuery(project)).data;
  const counted = (value: string, count: number) => t("option", { value, count });
  const risk = (least: string) =>
    t("risk.from", {
      risk: Number(least).toLocaleString(language(), { minimumFractionDigits: 2 }),
    });
  return {
    reason: (counts?.reasons ?? []).map(({ value, count }) => ({
      value,
      label: counted(shortReason(value), count),
    })),
    kind: (counts?.kinds ?? []).map(({ value, count }) => ({
      value,
      label: counted(kindName(value), count),
    })),
    dataset: (counts?.datasets ?? []).map(({ id, name, count }) => ({
      value: id,
      label: counted(name, count),
    })),
    language: (counts?.languages ?? []).map(({ value, count }) => ({
      value,
      label: counted(value, count),
    })),
    risk: RISKS.map((value) => ({ value, label: risk(value) })),
    hours: Object.entries(AGES).map(([age, value]) => ({
      value,
      label: t(`age.${age as keyof typeof AGES}`),
    })),
  };
}

const FACETS = [
  { facet: "reason", label: "filter.reason", any: "any" },
  { facet: "risk", label: "filter.risk", any: "risk.any" },
  { facet: "kind", label: "filter.kind", any: "any" },
  { facet: "dataset", label: "filter.dataset", any: "any" },
  { facet: "language", label: "filter.language", any: "any" },
  { facet: "hours", label: "filter.age", any: "age.any" },
] as const;

export function Filters({ project, filter, onChange }: FiltersProps) {
  const t = useText("quarantine");
  const choices = useChoices(project);
  const set = (facet: HeldFacet | "order" | "aside") => (value: string) =>
    onChange(withHeld(filter, facet, value));
  return (
    <search className={styles["filters"]} aria-label={t("filter.label")}>
      <Segments
        aria-label={t("filter.state")}
        value={filter.aside ?? "no"}
        data={[
          { value: "no", label: t("aside.off") },
          { value: "yes", label: t("aside.on") },
        ]}
        onChange={set("aside")}
      />
      {FACETS.map(({ facet, label, any }) => (
        <NativeSelect
          key={facet}
          label={t(label)}
          size="xs"
          data={[{ value: "", label: t(any) }, ...choices[facet]]}
          value={filter[facet] ?? ""}
          data-narrowed={filter[facet] !== undefined || undefined}
          onChange={(event) => set(facet)(event.currentTarget.value)}
        />
      ))}
      <NativeSelect
        label={t("order.label")}
        size="xs"
        data={HELD_ORDERS.map((order) => ({ value: order, label: t(`order.${order}`) }))}
        value={filter.order ?? "oldest"}
        onChange={(event) => set("order")(event.currentTarget.value)}
      />
      {narrowedHeld(filter) > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={styles["clear"] ?? ""}
          onClick={() => onChange(withHeld({}, "aside", filter.aside ?? ""))}
        >
          {t("clear")}
        </Button>
      )}
    </search>
  );
}
