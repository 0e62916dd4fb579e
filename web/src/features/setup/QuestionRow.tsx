// One question, about the whole text or about the marks of one label.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useText } from "#i18n/Text";
import type { Question, QuestionKind } from "#lib/labels";
import { AskedOf } from "./AskedOf";
import { LimitFields } from "./LimitFields";
import { OptionRows } from "./OptionRows";
import { hasOptions, rekinded } from "./ontology";
import { RemoveButton } from "./RemoveButton";
import styles from "./setup.module.css";
import { Troubles } from "./Troubles";

interface QuestionRowProps {
  readonly value: Question;
  readonly mayEdit: boolean;
  /** Whether it may be asked of each turn of a conversation. */
  readonly mayBeOfTurns?: boolean;
  readonly troubles: readonly string[];
  readonly onChange: (next: Question | null) => void;
}

export const KINDS: readonly QuestionKind[] = [
  ...(["single", "multiple", "tree", "rating", "number", "date", "text"] as const),
];

export function QuestionRow(props: QuestionRowProps) {
  const { value, mayEdit, mayBeOfTurns = false, troubles, onChange } = props;
  const t = useText("setup");
  const set = (part: Partial<Question>) => onChange({ ...value, ...part });
  return (
    <div className={styles["question"]} data-retired={value.retired || undefined}>
      <div className={styles["questionHead"]}>
        <TextInput
          aria-label={t("question.title")}
          readOnly={!mayEdit}
          value={value.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <NativeSelect
          aria-label={t("question.kindOf", { name: value.title })}
          disabled={!mayEdit}
          data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={value.kind}
          onChange={(event) => onChange(rekinded(value, event.currentTarget.value as QuestionKind))}
        />
        <Checkbox
          label={t("question.needed")}
          disabled={!mayEdit}
          checked={value.required}
          onChange={(event) => set({ required: event.currentTarget.checked })}
        />
        {mayEdit && <RemoveButton name={value.title} onClick={() => onChange(null)} />}
      </div>
      {mayBeOfTurns && <AskedOf {...{ value, mayEdit, onChange }} />}
      {hasOptions(value.kind) && <OptionRows {...{ value, mayEdit, onChange }} />}
      <LimitFields {...{ value, mayEdit, onChange }} />
      <Troubles messages={troubles} />
    </div>
  );
}
