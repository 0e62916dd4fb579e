// Every span in a list: what the page shows by colour and place, in words and by keyboard.
// - One listbox; arrows pick, Delete removes, a label's key changes the label.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import type { Span } from "#lib/labels";
import { type SpanChange, spanOf } from "./changes";
import styles from "./core.module.css";
import { type Paint, UNKNOWN_PAINT } from "./palette";

interface ObjectListProps {
  /** In reading order; all "same" where nothing is compared. */
  readonly changes: readonly SpanChange[];
  readonly paints: ReadonlyMap<string, Paint>;
  readonly picked: string | null;
  readonly quote: (span: Span) => string;
  readonly onPick: (id: string) => void;
  readonly onRemove: (id: string) => void;
}

const WORDS: Record<SpanChange["kind"], string> = {
  same: "",
  added: "new",
  changed: "changed",
  removed: "removed",
};

interface RowProps extends Pick<ObjectListProps, "paints" | "quote" | "onPick"> {
  readonly id: string;
  readonly change: SpanChange;
  readonly isPicked: boolean;
}

function Row({ id, change, paints, quote, isPicked, onPick }: RowProps) {
  const span = spanOf(change);
  const paint = paints.get(span.class_id) ?? UNKNOWN_PAINT;
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isPicked) row.current?.scrollIntoView({ block: "nearest" });
  }, [isPicked]);
  const was = change.kind === "changed" ? (paints.get(change.was.class_id) ?? UNKNOWN_PAINT) : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox holds the focus and takes the keys
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isPicked}
      className={`${styles["object"]} hue-${paint.hue}`}
      data-change={change.kind}
      onClick={() => change.kind !== "removed" && onPick(span.id)}
    >
      <span className={styles["quote"]} dir="auto">
        {quote(span)}
      </span>
      <span className={styles["objectClass"]}>
        {was !== null && was.name !== paint.name && <s>{was.name}</s>} {paint.name}
      </span>
      {change.kind !== "same" && <span className={styles["change"]}>{WORDS[change.kind]}</span>}
    </div>
  );
}

export function ObjectList(props: ObjectListProps) {
  const { changes, picked, onPick, onRemove } = props;
  const base = useId();
  const present = changes.filter((change) => change.kind !== "removed").map(spanOf);
  const idOf = (span: Span) => `${base}-${span.id}`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.shiftKey || event.ctrlKey) return;
    const at = present.findIndex((span) => span.id === picked);
    const last = present.length - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    if (to === undefined) return;
    event.preventDefault();
    const span = present[Math.min(Math.max(0, to), last)];
    if (span !== undefined) onPick(span.id);
  };
  if (changes.length === 0) {
    return (
      <p className={styles["empty"]}>
        Nothing marked yet. Select words in the text, then press a label's key or click it.
      </p>
    );
  }
  const active = present.find((span) => span.id === picked);
  return (
    <>
      <div
        role="listbox"
        aria-label="Marked in this text"
        aria-activedescendant={active && idOf(active)}
        tabIndex={0}
        className={styles["objects"]}
        onKeyDown={onKeyDown}
      >
        {changes.map((change) => (
          <Row
            key={`${change.kind}-${spanOf(change).id}`}
            id={change.kind === "removed" ? `${base}-was-${change.was.id}` : idOf(spanOf(change))}
            change={change}
            isPicked={change.kind !== "removed" && spanOf(change).id === picked}
            {...{ paints: props.paints, quote: props.quote, onPick }}
          />
        ))}
      </div>
      {active !== undefined && (
        <button type="button" className={styles["remove"]} onClick={() => onRemove(active.id)}>
          Remove this mark{" "}
          <span className={styles["key"]} aria-hidden="true">
            ⌫
          </span>
        </button>
      )}
    </>
  );
}
