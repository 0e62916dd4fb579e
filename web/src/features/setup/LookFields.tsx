// Name, colour, key and meaning: what a label and a relation have alike.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, TextInput } from "@mantine/core";
import { HUES, hueOf } from "#editors/core/palette";
import { useText } from "#i18n/Text";
import type { RelationClass, SpanClass } from "#lib/labels";
import styles from "./setup.module.css";

type Look = Pick<SpanClass | RelationClass, "name" | "color" | "hotkey" | "description">;

interface LookFieldsProps {
  readonly value: Look;
  readonly position: number;
  readonly mayEdit: boolean;
  readonly nameLabel: string;
  readonly onChange: (part: Partial<Look>) => void;
}

export function LookFields({ value, position, mayEdit, nameLabel, onChange }: LookFieldsProps) {
  const t = useText("setup");
  const hue = hueOf(value, position);
  return (
    <>
      <TextInput
        aria-label={nameLabel}
        readOnly={!mayEdit}
        value={value.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
        classNames={{ input: styles["hued"] ?? "" }}
      />
      <NativeSelect
        aria-label={t("colorOf", { name: value.name })}
        disabled={!mayEdit}
        data={HUES.map(({ id, color }) => ({ value: color, label: t(`color.${id}`) }))}
        value={HUES[hue - 1]?.color ?? ""}
        onChange={(event) => onChange({ color: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t("keyOf", { name: value.name })}
        placeholder={t("key")}
        maxLength={1}
        readOnly={!mayEdit}
        value={value.hotkey ?? ""}
        onChange={(event) => onChange({ hotkey: event.currentTarget.value.trim() })}
      />
      <TextInput
        aria-label={t("meaningOf", { name: value.name })}
        placeholder={t("meaning")}
        readOnly={!mayEdit}
        value={value.description ?? ""}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
    </>
  );
}
