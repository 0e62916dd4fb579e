// How to read .json and .jsonl: by their look, or as one named format.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect } from "@mantine/core";
import type { FileFormat } from "#api/types";
import { useText } from "#i18n/Text";

const FORMATS = ["auto", "label_studio", "doccano"] as const satisfies readonly FileFormat[];

interface FormatFieldProps {
  readonly value: FileFormat;
  readonly onChange: (format: FileFormat) => void;
}

export function FormatField({ value, onChange }: FormatFieldProps) {
  const t = useText("ingest");
  return (
    <NativeSelect
      label={t("format.label")}
      data={FORMATS.map((each) => ({ value: each, label: t(`format.${each}`) }))}
      value={value}
      maw={320}
      onChange={(event) => onChange(event.currentTarget.value as FileFormat)}
    />
  );
}
