// One label of the ontology, in a row.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon, NativeSelect, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { HUES, hueOf } from "#editors/core/palette";
import type { SpanClass } from "#lib/labels";
import styles from "./setup.module.css";

interface ClassRowProps {
  readonly value: SpanClass;
  readonly position: number;
  readonly mayEdit: boolean;
  readonly onChange: (next: SpanClass | null) => void;
}

export function ClassRow({ value, position, mayEdit, onChange }: ClassRowProps) {
  const hue = hueOf(value, position);
  const set = (part: Partial<SpanClass>) => onChange({ ...value, ...part });
  return (
    <div className={`${styles["classRow"]} hue-${hue}`}>
      <TextInput
        aria-label="Name of the label"
        readOnly={!mayEdit}
        value={value.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        classNames={{ input: styles["hued"] ?? "" }}
      />
      <NativeSelect
        aria-label={`Colour of ${value.name}`}
        disabled={!mayEdit}
        data={HUES.map(({ name, color }) => ({ value: color, label: name }))}
        value={HUES[hue - 1]?.color ?? ""}
        onChange={(event) => set({ color: event.currentTarget.value })}
      />
      <TextInput
        aria-label={`Key of ${value.name}`}
        placeholder="key"
        maxLength={1}
        readOnly={!mayEdit}
        value={value.hotkey ?? ""}
        onChange={(event) => set({ hotkey: event.currentTarget.value.trim() })}
      />
      <TextInput
        aria-label={`What ${value.name} means`}
        placeholder="what it means"
        readOnly={!mayEdit}
        value={value.description ?? ""}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Remove ${value.name}`}
          title="Remove"
          onClick={() => onChange(null)}
        >
          <IconTrash size={17} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}
