// One's own keys: a preset, single changes, what they collide with, and back to how it comes.
// - Every change counts at once and follows its person to every browser.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { preferKeys } from "#api/own";
import { useText } from "#i18n/Text";
import { type ActionId, actionsOf, PRESETS, type Preset, WHERES } from "#lib/keymap/actions";
import { type Choice, conflictsOf, keysOf, useChoice } from "#lib/keymap/keymap";
import { printed } from "#lib/keymap/keys";
import { notify } from "#ui/notify";
import { Section } from "#ui/Page";
import { Failed } from "#ui/states";
import styles from "./account.module.css";
import { KeyField } from "./KeyField";

interface RowProps {
  readonly action: ActionId;
  readonly choice: Choice;
  readonly onChange: (key: string | null) => void;
}

function Row({ action, choice, onChange }: RowProps) {
  const t = useText("app");
  const own = useText("account");
  const conflicts = conflictsOf(choice, action);
  const name = t(`action.${action}`);
  return (
    <li className={styles["key"]}>
      <span>{name}</span>
      <KeyField
        label={own("keys.change", { action: name })}
        shown={keysOf(choice, action).map(printed).join(" · ") || own("keys.none")}
        onPick={onChange}
      />
      {choice.changes[action] === undefined ? (
        <span />
      ) : (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={own("keys.resetOne", { action: name })}
          onClick={() => onChange(null)}
        >
          {own("keys.reset")}
        </Button>
      )}
      {conflicts.length > 0 && (
        <p className={styles["conflict"]} role="alert">
          {own("keys.conflict", {
            actions: conflicts.map((each) => t(`action.${each}`)).join(", "),
          })}
        </p>
      )}
    </li>
  );
}

/** The choice with one action changed; null: as the preset has it. */
function changed(choice: Choice, action: ActionId, key: string | null): Choice {
  const { [action]: _, ...others } = choice.changes;
  return { ...choice, changes: key === null ? others : { ...others, [action]: key } };
}

export function KeysSection() {
  const t = useText("account");
  const app = useText("app");
  const choice = useChoice();
  const [isShown, setShown] = useState(false);
  const keep = useMutation({ mutationFn: preferKeys });
  const reset = () => {
    const before = choice;
    keep.mutate({ preset: choice.preset, changes: {} });
    notify({ text: t("keys.wereReset"), undo: () => keep.mutate(before) });
  };
  return (
    <Section title={t("keys.title")} about={t("keys.about")}>
      <Group align="end" mt="sm">
        <NativeSelect
          label={t("keys.preset")}
          w={360}
          data={PRESETS.map((value) => ({ value, label: t(`preset.${value}`) }))}
          value={choice.preset}
          onChange={(event) =>
            keep.mutate({ ...choice, preset: event.currentTarget.value as Preset })
          }
        />
        <Button variant="default" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? "keys.hide" : "keys.show")}
        </Button>
        {Object.keys(choice.changes).length > 0 && (
          <Button variant="default" onClick={reset}>
            {t("keys.resetAll")}
          </Button>
        )}
      </Group>
      {keep.isError && <Failed error={keep.error} />}
      {isShown &&
        WHERES.map((where) => (
          <section key={where} className={styles["keyGroup"]}>
            <h3>{app(`keys.${where}`)}</h3>
            <ul>
              {actionsOf(where).map((action) => (
                <Row
                  key={action}
                  action={action}
                  choice={choice}
                  onChange={(key) => keep.mutate(changed(choice, action, key))}
                />
              ))}
            </ul>
          </section>
        ))}
    </Section>
  );
}
