// Which labels: datasets, classes, guideline, the time they were handed in, reviewed or not.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Group, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { datasetsQuery } from "#api/ingest";
import { ontologyQuery, versionsQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import { ManyField } from "#ui/ManyField";
import { type Choice, endsBeforeItBegins } from "./choice";

export interface FieldsProps {
  readonly project: string;
  readonly choice: Choice;
  readonly change: (part: Partial<Choice>) => void;
}

interface SomeProps {
  readonly of: "datasets" | "classes" | "guidelines";
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly string[];
  readonly description?: string;
  readonly onChange: (chosen: string[]) => void;
}

/** Some of many, or all; where there is one, there is nothing to choose. */
function Some({ of, data, value, description, onChange }: SomeProps) {
  const t = useText("exports");
  if (data.length < 2) return null;
  return (
    <ManyField
      label={t(`${of}.label`)}
      about={description}
      none={t(`${of}.all`)}
      data={data}
      value={value}
      onChange={onChange}
    />
  );
}

export function ChoiceFields({ project, choice, change }: FieldsProps) {
  const t = useText("exports");
  const { data: datasets = [] } = useQuery(datasetsQuery(project));
  const { data: ontology } = useQuery(ontologyQuery(project));
  const { data: guidelines = [] } = useQuery(versionsQuery(project, "guideline"));
  return (
    <>
      <Some
        of="datasets"
        data={datasets.map(({ id, name }) => ({ value: id, label: name }))}
        value={choice.datasets}
        onChange={(chosen) => change({ datasets: chosen })}
      />
      <Some
        of="classes"
        data={ontology?.document.classes.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        value={choice.classes}
        description={t("classes.about")}
        onChange={(chosen) => change({ classes: chosen })}
      />
      <Some
        of="guidelines"
        data={guidelines.map(({ number }) => ({
          value: String(number),
          label: t("guidelines.version", { number }),
        }))}
        value={choice.guidelines}
        onChange={(chosen) => change({ guidelines: chosen })}
      />
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
