// The command palette: pages, projects and actions under one key.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useText } from "#i18n/Text";
import { printed } from "#lib/keymap/keys";
import { Dialog } from "#ui/Dialog";
import { Key } from "#ui/Key";
import { type Command, find, remember } from "./palette";
import styles from "./palette.module.css";
import { useCommands } from "./useCommands";

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

interface ResultsProps {
  readonly id: string;
  readonly found: readonly Command[];
  readonly at: number;
  readonly onRun: (command: Command) => void;
}

function Results({ id, found, at, onRun }: ResultsProps) {
  const t = useText("app");
  return (
    <div id={id} role="listbox" aria-label={t("palette.results")} className={styles["results"]}>
      {found.map((command, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
        <div
          key={command.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={styles["result"]}
          ref={(element) => {
            if (index === at) element?.scrollIntoView({ block: "nearest" });
          }}
          onClick={() => onRun(command)}
        >
          <span>{command.name}</span>
          <small>{command.group}</small>
          {command.key !== undefined && command.key !== "" && <Key>{printed(command.key)}</Key>}
        </div>
      ))}
    </div>
  );
}

export function Palette({ onClose }: { readonly onClose: () => void }) {
  const t = useText("app");
  const list = useId();
  const commands = useCommands();
  const [letters, setLetters] = useState("");
  const [at, setAt] = useState(0);
  const found = useMemo(() => find(commands, letters), [commands, letters]);
  const run = (command: Command | undefined) => {
    if (command === undefined) return;
    remember(command.id);
    onClose();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (event.key === "Enter") run(found[at]);
    else if (step === undefined) return;
    else setAt((at + step + found.length) % Math.max(1, found.length));
    event.preventDefault();
  };
  return (
    <Dialog title={t("palette")} onClose={onClose} size="lg">
      <input
        type="text"
        role="combobox"
        className={styles["field"]}
        data-autofocus
        aria-label={t("palette.field")}
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
        placeholder={t("palette.field")}
        value={letters}
        onChange={(event) => {
          setLetters(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className={styles["nothing"]}>{t("palette.nothing")}</p>}
      <Results id={list} found={found} at={at} onRun={run} />
    </Dialog>
  );
}
