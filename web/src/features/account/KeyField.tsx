// A key that is changed by pressing another one; Escape leaves it, Backspace takes it away.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useState } from "react";
import { useText } from "#i18n/Text";
import { spell } from "#lib/keymap/keys";
import styles from "./account.module.css";

interface KeyFieldProps {
  readonly label: string;
  readonly shown: string;
  readonly onPick: (key: string) => void;
}

/** Keys that lead through the page stay what they are. */
const KEPT: ReadonlySet<string> = new Set(["Tab", "Shift+Tab", "Escape"]);

export function KeyField({ label, shown, onPick }: KeyFieldProps) {
  const t = useText("account");
  const [isAsking, setAsking] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isAsking) return;
    const key = spell(event);
    if (key === null) return;
    if (!KEPT.has(key)) {
      event.preventDefault();
      onPick(key === "Backspace" ? "" : key);
    }
    event.stopPropagation();
    setAsking(false);
  };
  return (
    <button
      type="button"
      className={styles["keyField"]}
      aria-label={`${label}: ${shown}`}
      data-asking={isAsking || undefined}
      onClick={() => setAsking(true)}
      onBlur={() => setAsking(false)}
      onKeyDown={onKeyDown}
    >
      {isAsking ? t("keys.press") : shown}
    </button>
  );
}
