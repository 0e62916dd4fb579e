// Which dataset texts go into: one that is there, or a new one.
// SPDX-License-Identifier: Apache-2.0
import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createDataset, datasetsQuery } from "#api/ingest";
import { useText } from "#i18n/Text";
import { Failed } from "#ui/states";

const NEW = "";

export function useDataset(project: string) {
  const datasets = useQuery(datasetsQuery(project));
  const queries = useQueryClient();
  const [picked, setPicked] = useState<string | null>(null);
  const [name, setName] = useState("");
  const chosen = picked ?? datasets.data?.[0]?.id ?? NEW;
  /** The chosen dataset's id; a new one is made first. */
  const resolve = async (): Promise<string> => {
    if (chosen !== NEW) return chosen;
    const made = await createDataset(project, name.trim());
    await queries.invalidateQueries(datasetsQuery(project));
    setPicked(made.id);
    return made.id;
  };
  const isChosen = chosen !== NEW || name.trim() !== "";
  return { datasets, chosen, setPicked, name, setName, isChosen, resolve };
}

export function DatasetField({ dataset }: { readonly dataset: ReturnType<typeof useDataset> }) {
  const { datasets, chosen, setPicked, name, setName } = dataset;
  const t = useText("ingest");
  const known = (datasets.data ?? []).map((each) => ({ value: each.id, label: each.name }));
  return (
    <>
      {datasets.isError && <Failed error={datasets.error} />}
      <Group align="flex-end">
        <NativeSelect
          label={t("dataset.label")}
          data={[...known, { value: NEW, label: t("dataset.new") }]}
          value={chosen}
          w={240}
          onChange={(event) => setPicked(event.currentTarget.value)}
        />
        {chosen === NEW && (
          <TextInput
            label={t("dataset.name")}
            w={280}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Group>
    </>
  );
}
