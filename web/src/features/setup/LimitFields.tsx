// How far an answer may go: the highest rating, limits of numbers and dates, how many choices.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Group, TextInput } from "@mantine/core";
import { useText } from "#i18n/Text";
import type { Question } from "#lib/labels";
import { NumberField } from "#ui/NumberField";
import styles from "./setup.module.css";

interface LimitFieldsProps {
  readonly value: Question;
  readonly mayEdit: boolean;
  readonly onChange: (next: Question) => void;
}

function Bounds({ value, mayEdit, onChange }: LimitFieldsProps) {
  const t = useText("setup");
  const isDate = value.kind === "date";
  const fields = [
    { name: "min", label: isDate ? t("limit.first") : t("limit.least"), held: value.min ?? "" },
    {
      name: "max",
      label: isDate ? t("limit.last") : t("limit.most"),
      held: typeof value.max === "string" ? value.max : "",
    },
    ...(isDate ? [] : [{ name: "step", label: t("limit.step"), held: value.step ?? "" }]),
  ];
  return (
    <Group gap="sm">
      {fields.map(({ name, label, held }) => (
        <TextInput
          key={name}
          type={isDate ? "date" : "text"}
          inputMode={isDate ? "text" : "decimal"}
          label={label}
          w={isDate ? 160 : 110}
          readOnly={!mayEdit}
          value={held}
          onChange={(event) => onChange({ ...value, [name]: event.currentTarget.value.trim() })}
        />
      ))}
    </Group>
  );
}

function Choices({ value, mayEdit, onChange }: LimitFieldsProps) {
  const t = useText("setup");
  return (
    <Group gap="lg" align="flex-end">
      <NumberField
        label={t("limit.choices")}
        placeholder={t("limit.any")}
        min={0}
        max={5000}
        w={170}
        readOnly={!mayEdit}
        value={value.most || null}
        onNumber={(most) => onChange({ ...value, most })}
        onNothing={() => onChange({ ...value, most: 0 })}
      />
      {value.kind === "tree" && (
        <Checkbox
          label={t("limit.leaves")}
          className={styles["low"] ?? ""}
          disabled={!mayEdit}
          checked={value.leaves_only ?? false}
          onChange={(event) => onChange({ ...value, leaves_only: event.currentTarget.checked })}
        />
      )}
    </Group>
  );
}

export function LimitFields(props: LimitFieldsProps) {
  const { value, mayEdit, onChange } = props;
  const t = useText("setup");
  switch (value.kind) {
    case "number":
    case "date":
      return <Bounds {...props} />;
    case "multiple":
    case "tree":
      return <Choices {...props} />;
    case "rating":
      return (
        <NumberField
          label={t("limit.rating")}
          min={2}
          max={10}
          w={140}
          readOnly={!mayEdit}
          value={Number(value.max) || 5}
          onNumber={(max) => onChange({ ...value, max })}
        />
      );
    default:
      return null;
  }
}
