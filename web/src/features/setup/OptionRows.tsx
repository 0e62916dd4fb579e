// The answers of a choice, one a row; of a tree, an outline.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useText } from "#i18n/Text";
import type { Option, Question } from "#lib/labels";
import { newOption, replaced } from "./ontology";
import { outlineOf, readOutline } from "./outline";
import { RemoveButton } from "./RemoveButton";
import styles from "./setup.module.css";

interface OptionsProps {
  readonly value: Question;
  readonly mayEdit: boolean;
  readonly onChange: (next: Question) => void;
}

interface OptionRowProps {
  readonly option: Option;
  readonly mayEdit: boolean;
  readonly onChange: (next: Option | null) => void;
}

function OptionRow({ option, mayEdit, onChange }: OptionRowProps) {
  const t = useText("setup");
  return (
    <div className={styles["optionRow"]} data-retired={option.retired || undefined}>
      <TextInput
        aria-label={t("option.name")}
        readOnly={!mayEdit}
        value={option.name}
        onChange={(event) => onChange({ ...option, name: event.currentTarget.value })}
      />
      <TextInput
        aria-label={t("keyOf", { name: option.name })}
        placeholder={t("key")}
        maxLength={1}
        readOnly={!mayEdit}
        value={option.hotkey ?? ""}
        onChange={(event) => onChange({ ...option, hotkey: event.currentTarget.value.trim() })}
      />
      {mayEdit && <RemoveButton name={option.name} onClick={() => onChange(null)} />}
    </div>
  );
}

/** Typed freely; read into options as it is typed, and shown as it was typed. */
function Outline({ value, mayEdit, onChange }: OptionsProps) {
  const t = useText("setup");
  const options = value.options ?? [];
  const [text, setText] = useState(() => outlineOf(options));
  const isStale = outlineOf(readOutline(text, options)) !== outlineOf(options);
  return (
    <Textarea
      label={t("option.outline")}
      description={t("option.outlineAbout")}
      autosize
      minRows={5}
      maxRows={18}
      readOnly={!mayEdit}
      spellCheck={false}
      classNames={{ input: styles["code"] ?? "" }}
      value={isStale ? outlineOf(options) : text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        onChange({ ...value, options: readOutline(event.currentTarget.value, options) });
      }}
      onKeyDown={(event) => {
        if (event.key !== "Tab" || event.shiftKey) return;
        event.preventDefault();
        const { selectionStart, selectionEnd, value: typed } = event.currentTarget;
        event.currentTarget.setRangeText("  ", selectionStart, selectionEnd, "end");
        if (typed !== event.currentTarget.value) {
          setText(event.currentTarget.value);
          onChange({ ...value, options: readOutline(event.currentTarget.value, options) });
        }
      }}
    />
  );
}

export function OptionRows(props: OptionsProps) {
  const { value, mayEdit, onChange } = props;
  const t = useText("setup");
  const options = value.options ?? [];
  const set = (next: readonly Option[]) => onChange({ ...value, options: next });
  if (value.kind === "tree") return <Outline {...props} />;
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
          {t("option.add")}
        </Button>
      )}
    </div>
  );
}
