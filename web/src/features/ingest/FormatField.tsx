// How to read .json and .jsonl: by their look, or as one named format.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect } from "@mantine/core";
import type { FileFormat } from "#api/types";

const FORMATS: readonly { value: FileFormat; label: string }[] = [
  { value: "auto", label: "Find out from the file" },
  { value: "label_studio", label: "Label Studio tasks" },
  { value: "doccano", label: "doccano" },
];

interface FormatFieldProps {
  readonly value: FileFormat;
  readonly onChange: (format: FileFormat) => void;
}

export function FormatField({ value, onChange }: FormatFieldProps) {
  return (
    <NativeSelect
      label="Format of .json and .jsonl files"
      data={[...FORMATS]}
      value={value}
      maw={320}
      onChange={(event) => onChange(event.currentTarget.value as FileFormat)}
    />
  );
}
