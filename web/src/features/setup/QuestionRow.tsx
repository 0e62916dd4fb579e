// One question of the ontology, with its answers where it has some.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon, Button, Checkbox, NumberInput, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import type { Option, Question, QuestionKind } from "#lib/labels";
import { hasOptions, newOption, replaced } from "./ontology";
import styles from "./setup.module.css";

interface QuestionRowProps {
  readonly value: Question;
  readonly mayEdit: boolean;
  readonly onChange: (next: Question | null) => void;
}

const KINDS: Record<QuestionKind, string> = {
  single: "one choice",
  multiple: "several choices",
  tree: "tree of choices",
  text: "free text",
  rating: "rating",
  number: "number",
  date: "date",
};

interface OptionRowProps {
  readonly option: Option;
  readonly mayEdit: boolean;
  readonly onChange: (next: Option | null) => void;
}

function OptionRow({ option, mayEdit, onChange }: OptionRowProps) {
  return (
    <div className={styles["optionRow"]}>
      <TextInput
        aria-label="Answer"
        readOnly={!mayEdit}
        value={option.name}
        onChange={(event) => onChange({ ...option, name: event.currentTarget.value })}
      />
      <TextInput
        aria-label={`Key of ${option.name}`}
        placeholder="key"
        maxLength={1}
        readOnly={!mayEdit}
        value={option.hotkey ?? ""}
        onChange={(event) => onChange({ ...option, hotkey: event.currentTarget.value.trim() })}
      />
      {mayEdit && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Remove ${option.name}`}
          title="Remove"
          onClick={() => onChange(null)}
        >
          <IconTrash size={17} aria-hidden="true" />
        </ActionIcon>
      )}
    </div>
  );
}

function Options({ value, mayEdit, onChange }: QuestionRowProps) {
  const options = value.options ?? [];
  const set = (next: readonly Option[]) => onChange({ ...value, options: next });
  return (
    <div className={styles["options"]}>
      {options.map((option) => (
        <OptionRow
          key={option.id}
          option={option}
          mayEdit={mayEdit}
          onChange={(next) => set(replaced(options, option.id, next))}
        />
      ))}
      {mayEdit && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => set([...options, newOption(value)])}
        >
          Add an answer
        </Button>
      )}
    </div>
  );
}

export function QuestionRow({ value, mayEdit, onChange }: QuestionRowProps) {
  const set = (part: Partial<Question>) => onChange({ ...value, ...part });
  return (
    <div className={styles["question"]}>
      <div className={styles["questionHead"]}>
        <TextInput
          aria-label="Question"
          readOnly={!mayEdit}
          value={value.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <span className={styles["quiet"]}>{KINDS[value.kind]}</span>
        <Checkbox
          label="Needed"
          disabled={!mayEdit}
          checked={value.required}
          onChange={(event) => set({ required: event.currentTarget.checked })}
        />
        {mayEdit && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={`Remove ${value.title}`}
            title="Remove"
            onClick={() => onChange(null)}
          >
            <IconTrash size={17} aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
      {hasOptions(value.kind) && <Options {...{ value, mayEdit, onChange }} />}
      {value.kind === "rating" && (
        <NumberInput
          label="Highest rating"
          min={2}
          max={10}
          w={140}
          readOnly={!mayEdit}
          value={Number(value.max) || 5}
          onChange={(next) => set({ max: Number(next) || 5 })}
        />
      )}
    </div>
  );
}
