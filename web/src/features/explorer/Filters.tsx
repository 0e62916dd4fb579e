// What narrows the list of tasks; each choice stands in the address.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { facetsQuery } from "#api/explorer";
import { ontologyQuery } from "#api/projects";
import type { Member } from "#api/types";
import { useText } from "#i18n/Text";
import {
  type Facet,
  type Filter,
  narrowed,
  ORDERS,
  readFilter,
  STATES,
  withFacet,
} from "#lib/taskFilter";
import { Segments } from "#ui/Segments";
import styles from "./explorer.module.css";

interface FiltersProps {
  readonly project: string;
  readonly filter: Filter;
  readonly members: readonly Member[];
  readonly namesShown: boolean;
  readonly onChange: (filter: Filter) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

function Choose(props: {
  readonly label: string;
  readonly any: string;
  readonly value: string | null | undefined;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <NativeSelect
      label={props.label}
      size="xs"
      data={[{ value: "", label: props.any }, ...props.choices]}
      value={props.value ?? ""}
      data-narrowed={props.value ? true : undefined}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

function useChoices({ project, filter, members, namesShown }: FiltersProps) {
  const t = useText("explorer");
  const duty = filter.duty ?? "label";
  const facets = useQuery(facetsQuery(project, duty)).data;
  const ontology = useQuery(ontologyQuery(project)).data;
  const amount = (state: string): string => {
    const counted = facets?.states[state];
    if (facets === undefined || counted === undefined) return "";
    return counted > facets.most
      ? t("more-than", { count: facets.most })
      : counted.toLocaleString();
  };
  const role = duty === "label" ? "labeler" : "reviewer";
  const people = members
    .filter((member) => member.grants.some((grant) => grant.role === role))
    .map((member) => ({ value: member.user_id, label: member.name }));
  return {
    states: STATES.map((state) => ({
      value: state,
      label: `${t(`state-${state}`)} ${amount(state)}`.trim(),
    })),
    datasets: facets?.datasets.map(({ id, name }) => ({ value: id, label: name })) ?? [],
    labels: ontology?.document.classes.map(({ id, name }) => ({ value: id, label: name })) ?? [],
    people: namesShown ? people : [],
    meant: [{ value: "nobody", label: t("meant-for-nobody") }, ...(namesShown ? people : [])],
    orders: ORDERS.filter((order) => order !== "queue" || duty === "label").map((order) => ({
      value: order,
      label: t(`order-${order}`),
    })),
  };
}

export function Filters(props: FiltersProps) {
  const { filter, namesShown, onChange } = props;
  const t = useText("explorer");
  const choices = useChoices(props);
  const set = (facet: Facet | "order" | "duty" | "before_guideline") => (value: string) =>
    onChange(withFacet(filter, facet, value));
  const any = t("any");
  return (
    <search className={styles["filters"]} aria-label={t("filters")}>
      <Segments
        aria-label={t("duty")}
        value={filter.duty ?? "label"}
        data={[
          { value: "label", label: t("duty-label") },
          { value: "review", label: t("duty-review") },
        ]}
        onChange={(duty) => onChange(withFacet({}, "duty", duty))}
      />
      <Choose
        label={t("state")}
        any={any}
        value={filter.state}
        choices={choices.states}
        onChange={set("state")}
      />
      <Choose
        label={t("dataset")}
        any={any}
        value={filter.dataset}
        choices={choices.datasets}
        onChange={set("dataset")}
      />
      <Choose
        label={t("label")}
        any={any}
        value={filter.label}
        choices={choices.labels}
        onChange={set("label")}
      />
      {namesShown && (
        <Choose
          label={t("owner")}
          any={any}
          value={filter.owner}
          choices={choices.people}
          onChange={set("owner")}
        />
      )}
      <Choose
        label={t("meant")}
        any={any}
        value={filter.assigned}
        choices={choices.meant}
        onChange={set("assigned")}
      />
      {filter.before_guideline !== undefined && (
        <Choose
          label={t("guideline")}
          any={t("any")}
          value={String(filter.before_guideline)}
          choices={[
            {
              value: String(filter.before_guideline),
              label: t("guideline-before", { number: filter.before_guideline }),
            },
          ]}
          onChange={set("before_guideline")}
        />
      )}
      <Checkbox
        size="xs"
        label={t("doubted")}
        checked={filter.doubted === true}
        onChange={(event) =>
          onChange(readFilter({ ...filter, doubted: event.currentTarget.checked }))
        }
      />
      <NativeSelect
        label={t("order")}
        size="xs"
        data={choices.orders}
        value={filter.order ?? "added"}
        onChange={(event) => set("order")(event.currentTarget.value)}
      />
      {narrowed(filter) > 0 && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={styles["clear"] ?? ""}
          onClick={() => onChange(withFacet({}, "duty", filter.duty ?? "label"))}
        >
          {t("clear-filters")}
        </Button>
      )}
    </search>
  );
}
