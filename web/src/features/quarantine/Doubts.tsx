// The doubted places of a quarantined text: a list, and a key that goes from one to the next.
// - Going to a doubt selects its words, so that one more key hides them.
// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useRef } from "react";
import type { Doubt } from "#api/types";
import type { TextEditor } from "#editors/text/useTextEditor";
import { count } from "#lib/time";
import { Key } from "#ui/Key";
import { doubtWords, neighbour } from "./doubts";
import styles from "./quarantine.module.css";

const TYPED_INTO = 'textarea, select, input, [role="dialog"]';

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
      if (isTyped || isOther || event.key.toLowerCase() !== "d") return;
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
}

export function Doubts({ doubts, editor }: DoubtsProps) {
  const { selected, index } = editor;
  const at = selected === null ? -1 : Math.min(selected.anchor, selected.focus);
  const go = useGo(editor);
  useDoubtKeys(doubts, at, go);
  if (doubts.length === 0) return null;
  return (
    <section aria-labelledby="doubts-title">
      <h2 id="doubts-title">{count(doubts.length, "doubt")}</h2>
      <p className={styles["quiet"]}>
        Wavy lines. <Key>D</Key> goes to the next, <Key>Shift D</Key> back.
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
                {doubt.kind.toLowerCase().replace(/_/g, " ")}: {doubtWords(doubt.reason)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
