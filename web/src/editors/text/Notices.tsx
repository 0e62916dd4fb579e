// What the text is waiting for: the other end of a relation, or a word on suggestions.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Text, useText } from "#i18n/Text";
import { UNKNOWN_PAINT } from "../core/palette";
import type { Possible } from "../core/relations";
import type { Tag } from "./tags";
import styles from "./tools.module.css";
import type { TextEditor } from "./useTextEditor";

interface NoticeProps {
  readonly editor: TextEditor;
}

/** Said while a relation is being made. */
export function RelatingNotice({ editor }: NoticeProps) {
  const t = useText("editors");
  const { relating, spans, relationPaints } = editor;
  const source = spans.find((span) => span.id === relating.from);
  if (source === undefined) return null;
  const target = spans.find((span) => span.id === relating.toward);
  const words = editor.quote(source);
  const name = relating.kindId === null ? "" : (relationPaints.get(relating.kindId)?.name ?? "");
  return (
    <div className={styles["floating"]}>
      <p className={styles["notice"]} role="status">
        {target === undefined
          ? t("text.relating.from", { words, name: name || t("text.relating.any") })
          : t("text.relating.to", { words, target: editor.quote(target) })}
        <button type="button" className={styles["tool"]} onClick={relating.cancel}>
          {t("text.relating.stop")}
        </button>
      </p>
    </div>
  );
}

/** Asked where two marks could be joined in several ways. */
export function RelationChoice({ editor, tags }: NoticeProps & { readonly tags: readonly Tag[] }) {
  const t = useText("editors");
  const box = useRef<HTMLDivElement>(null);
  const { relating, relationPaints } = editor;
  const { asked, possible } = relating;
  useEffect(() => {
    if (asked !== null) box.current?.querySelector("button")?.focus();
  }, [asked]);
  if (asked === null) return null;
  const tag = tags.find(({ id }) => id === asked.to) ?? tags.find(({ id }) => id === asked.from);
  const choose = (each: Possible) => {
    relating.choose(each);
    editor.focusText();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(box.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    const chosen = possible[Number(event.key) - 1];
    if (event.key === "ArrowDown") buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === "ArrowUp") buttons.at(at - 1)?.focus();
    else if (event.key === "Escape") {
      relating.cancel();
      editor.focusText();
    } else if (chosen !== undefined) choose(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={t("text.relating.which")}
      className={styles["choices"]}
      style={{ left: tag?.left ?? 0, top: (tag?.top ?? 0) + 26 }}
      onKeyDown={onKeyDown}
    >
      <p>{t("text.relating.which")}</p>
      {possible.map((each, at) => (
        <button
          key={each.kind.id}
          type="button"
          className={`${styles["choice"]} hue-${(relationPaints.get(each.kind.id) ?? UNKNOWN_PAINT).hue}`}
          onClick={() => choose(each)}
        >
          {at + 1} {each.isFlipped ? `← ${each.kind.name}` : each.kind.name}
        </button>
      ))}
    </div>
  );
}

const MOST_OFFERED = 8;

/** How many suggestions wait, and how to decide about them. */
export function SuggestionNotice({ editor }: NoticeProps) {
  const t = useText("editors");
  const { suggestions, paints } = editor;
  const { open, declined } = suggestions;
  if (open.length === 0 && declined === 0) return null;
  const counts = new Map<string, number>();
  for (const span of open) counts.set(span.class_id, (counts.get(span.class_id) ?? 0) + 1);
  return (
    <section className={styles["notice"]} aria-label={t("text.suggested")}>
      {open.length > 0 ? (
        <span>
          <Text
            of="editors"
            is="text.suggested.how"
            values={{ count: open.length }}
            tags={{ k: <kbd /> }}
          />
        </span>
      ) : (
        <span>{t("text.suggested.none")}</span>
      )}
      {[...counts].slice(0, MOST_OFFERED).map(([classId, count]) => (
        <button
          key={classId}
          type="button"
          className={styles["tool"]}
          onClick={() => suggestions.acceptAll(classId)}
        >
          {t("text.suggested.all", { count, name: paints.get(classId)?.name ?? "?" })}
        </button>
      ))}
      {declined > 0 && (
        <button type="button" className={styles["tool"]} onClick={suggestions.bringBack}>
          {t("text.suggested.back", { count: declined })}
        </button>
      )}
    </section>
  );
}
