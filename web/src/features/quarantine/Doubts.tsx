// The doubted places of a quarantined text: a list, and a key that goes from one to the next.
// - Going to a doubt selects its words, so that one more key hides them.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useCallback, useEffect, useRef } from "react";
import type { Doubt } from "#api/types";
import type { TextEditor } from "#editors/text/useTextEditor";
import { Text, useText } from "#i18n/Text";
import { isForDialog } from "#lib/dialogs";
import { Key } from "#ui/Key";
import { doubtWords, neighbour } from "./doubts";
import styles from "./quarantine.module.css";
import { kindName } from "./reasons";

// i18n-exempt: a selector
const TYPED_INTO = "textarea, select, input";

/** Select a doubt's words and bring them into view. */
function useGo(editor: TextEditor) {
  const { editing, select } = editor;
  return useCallback(
    (doubt: Doubt) => {
      document.querySelector<HTMLElement>("[data-surface]")?.focus({ preventScroll: true });
      editing.select(null);
      select({ anchor: doubt.start, focus: doubt.end });
      requestAnimationFrame(() => {
        const place = document.getSelection()?.focusNode?.parentElement;
        place?.scrollIntoView({ block: "center" });
      });
    },
    [editing, select],
  );
}

/** D goes to the next doubt, Shift+D to the one before. */
function useDoubtKeys(doubts: readonly Doubt[], at: number, go: (doubt: Doubt) => void): void {
  const latest = useRef({ doubts, at, go });
  useEffect(() => {
    latest.current = { doubts, at, go };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isTyped = event.target instanceof Element && event.target.closest(TYPED_INTO) !== null;
      const isOther = event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented;
      if (isTyped || isOther || isForDialog(event) || event.key.toLowerCase() !== "d") return;
      const now = latest.current;
      const next = neighbour(now.doubts, now.at, event.shiftKey ? -1 : 1);
      if (next === undefined) return;
      event.preventDefault();
      now.go(next);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

interface DoubtsProps {
  readonly doubts: readonly Doubt[];
  readonly editor: TextEditor;
  readonly onMarkAll: () => void;
}

export function Doubts({ doubts, editor, onMarkAll }: DoubtsProps) {
  const t = useText("quarantine");
  const { selected, index } = editor;
  const at = selected === null ? -1 : Math.min(selected.anchor, selected.focus);
  const go = useGo(editor);
  useDoubtKeys(doubts, at, go);
  if (doubts.length === 0) return <p className={styles["quiet"]}>{t("doubts.none")}</p>;
  return (
    <section aria-labelledby="doubts-title">
      <h2 id="doubts-title">{t("doubts.title", { count: doubts.length })}</h2>
      <p className={styles["quiet"]}>
        <Text
          of="quarantine"
          is="doubts.keys"
          // i18n-exempt: keys as they are printed
          tags={{ k: <Key>D</Key>, s: <Key>Shift D</Key> }}
        />
      </p>
      <ul className={styles["doubts"]}>
        {doubts.map((doubt) => (
          <li key={`${doubt.start}-${doubt.end}`}>
            <button
              type="button"
              aria-current={doubt.start === at || undefined}
              onClick={() => go(doubt)}
            >
              <span dir="auto">{index.slice(doubt.start, doubt.end)}</span>
              <small>
                {t("doubt.kind", { kind: kindName(doubt.kind), why: doubtWords(doubt.reason) })}
              </small>
            </button>
          </li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" mb="md" onClick={onMarkAll}>
        {t("doubts.mark")}
      </Button>
    </section>
  );
}
