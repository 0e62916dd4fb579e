// Every span in a list: what the page shows by colour and place, in words and by keyboard.
// - One listbox; arrows pick, Delete removes, a label's key changes the label.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, memo, useEffect, useId, useRef } from "react";
import { useText } from "#i18n/Text";
import type { Span } from "#lib/labels";
import { type SpanChange, spanOf } from "./changes";
import styles from "./core.module.css";
import { DrawnWords } from "./DrawnWords";
import { type Paint, UNKNOWN_PAINT } from "./palette";
import { Windowed } from "./Windowed";

/** What a row of two lines needs, with the gap to the next. */
const ROW_PX = 51;

interface ObjectListProps {
  /** In reading order; all "same" where nothing is compared. */
  readonly changes: readonly SpanChange[];
  readonly paints: ReadonlyMap<string, Paint>;
  readonly picked: string | null;
  readonly quote: (span: Span) => string;
  /** The words of a span where they must not stand in the page: shown as a picture of them. */
  readonly draw?: ((span: Span) => string) | undefined;
  readonly onPick: (id: string) => void;
  readonly onRemove: (id: string) => void;
  /** What else was said of a span, in one line. */
  readonly describe?: (span: Span) => string;
}

interface RowProps {
  readonly id: string;
  readonly span: Span;
  readonly kind: SpanChange["kind"];
  readonly paint: Paint;
  /** The label it had before, where that was another. */
  readonly wasName: string | null;
  readonly words: string;
  readonly drawn: string | null;
  readonly said: string;
  readonly isPicked: boolean;
  readonly onPick: (id: string) => void;
}

/** Drawn again only when its own span changed: a text may have thousands. */
const Row = memo(function Row(props: RowProps) {
  const { id, span, kind, paint, wasName, words, drawn, said, isPicked, onPick } = props;
  const t = useText("editors");
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isPicked) row.current?.scrollIntoView({ block: "nearest" });
  }, [isPicked]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox holds the focus and takes the keys
    <div
      ref={row}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isPicked}
      className={`${styles["object"]} hue-${paint.hue}`}
      data-change={kind}
      onClick={() => kind !== "removed" && onPick(span.id)}
    >
      <span className={styles["quote"]} dir="auto">
        {drawn === null ? words : <span className="sr-only">{words}</span>}
        {drawn !== null && <DrawnWords words={drawn} />}
      </span>
      <span className={styles["objectClass"]}>
        {wasName !== null && <s>{wasName}</s>} {paint.name}
        {span.unsure === true && <span className={styles["doubt"]}> {t("core.list.unsure")}</span>}
      </span>
      {kind !== "same" && <span className={styles["change"]}>{t(`core.list.${kind}`)}</span>}
      {said !== "" && (
        <span className={styles["said"]} dir="auto">
          {said}
        </span>
      )}
    </div>
  );
});

/** The name of the label that a changed span had, if that is what changed. */
function nameBefore(change: SpanChange, paints: ObjectListProps["paints"]): string | null {
  if (change.kind !== "changed" || change.was.class_id === change.span.class_id) return null;
  return (paints.get(change.was.class_id) ?? UNKNOWN_PAINT).name;
}

/** Drawn again only when the marks or the picked one change, not when a caret moves. */
export const ObjectList = memo(function ObjectList(props: ObjectListProps) {
  const { changes, picked, onPick, onRemove } = props;
  const t = useText("editors");
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
    return <p className={styles["empty"]}>{t("core.list.empty")}</p>;
  }
  const active = present.find((span) => span.id === picked);
  const kept = active === undefined ? -1 : changes.findIndex((each) => spanOf(each) === active);
  const row = (change: SpanChange) => {
    const span = spanOf(change);
    const isGone = change.kind === "removed";
    return (
      <Row
        key={`${change.kind}-${span.id}`}
        id={isGone ? `${base}-was-${span.id}` : idOf(span)}
        span={span}
        kind={change.kind}
        paint={props.paints.get(span.class_id) ?? UNKNOWN_PAINT}
        wasName={nameBefore(change, props.paints)}
        words={props.quote(span)}
        drawn={props.draw?.(span) ?? null}
        said={isGone ? "" : (props.describe?.(span) ?? "")}
        isPicked={!isGone && span.id === picked}
        onPick={onPick}
      />
    );
  };
  return (
    <>
      <div
        role="listbox"
        aria-label={t("core.list")}
        aria-activedescendant={active && idOf(active)}
        tabIndex={0}
        className={styles["objects"]}
        onKeyDown={onKeyDown}
      >
        <Windowed items={changes} kept={kept} itemPx={ROW_PX} render={row} />
      </div>
      {active !== undefined && (
        <button type="button" className={styles["remove"]} onClick={() => onRemove(active.id)}>
          {t("core.list.remove")}{" "}
          <span className={styles["key"]} aria-hidden="true">
            ⌫
          </span>
        </button>
      )}
    </>
  );
});
