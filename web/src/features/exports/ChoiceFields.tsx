// Which labels: datasets, the time they were handed in, reviewed or not.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Group, MultiSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { datasetsQuery } from "#api/ingest";
import { useText } from "#i18n/Text";
import { type Choice, endsBeforeItBegins } from "./choice";

export interface FieldsProps {
  readonly project: string;
  readonly choice: Choice;
  readonly change: (part: Partial<Choice>) => void;
}

export function ChoiceFields({ project, choice, change }: FieldsProps) {
  const t = useText("exports");
  const { data: datasets = [] } = useQuery(datasetsQuery(project));
  return (
    <>
      {datasets.length > 1 && (
        <MultiSelect
          label={t("datasets.label")}
          placeholder={choice.datasets.length === 0 ? t("datasets.all") : ""}
          data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
          value={[...choice.datasets]}
          onChange={(chosen) => change({ datasets: chosen })}
          searchable
          clearable
          hidePickedOptions
        />
      )}
      <Group grow align="start">
        <TextInput
          type="date"
          label={t("from.label")}
          value={choice.from}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t("until.label")}
          value={choice.until}
          error={endsBeforeItBegins(choice) && t("until.early")}
          onChange={(event) => change({ until: event.currentTarget.value })}
        />
      </Group>
      <Checkbox
        label={t("unreviewed.label")}
        description={t("unreviewed.about")}
        checked={choice.unreviewed}
        onChange={(event) => change({ unreviewed: event.currentTarget.checked })}
      />
    </>
  );
}
