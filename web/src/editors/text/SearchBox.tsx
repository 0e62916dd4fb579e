// The search in a text: our own box, so that it knows chips and can mark all that it finds.
// - Enter goes on, Shift+Enter back, Escape closes; the text keeps its selection meanwhile.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useText } from "#i18n/Text";
import { unmarked } from "./search";
import styles from "./search.module.css";
import type { TextEditor } from "./useTextEditor";

function Found({ search }: Pick<TextEditor, "search">) {
  const t = useText("editors");
  const { words, hits, at } = search;
  const count = hits.length;
  const found =
    at < 0 ? t("text.search.count", { count }) : t("text.search.at", { at: at + 1, count });
  const told = count === 0 ? t("text.search.none") : found;
  return (
    <span className={styles["count"]} role="status">
      {words.trim() !== "" && told}
    </span>
  );
}

interface ToggleProps {
  readonly name: string;
  readonly sign: string;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}

function Toggle({ name, sign, isOn, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      className={styles["toggle"]}
      aria-pressed={isOn}
      aria-label={name}
      title={name}
      onClick={onToggle}
    >
      {sign}
    </button>
  );
}

/** Give all that was found one label, as one change; says before how many that will be. */
function MarkAll({ editor }: { readonly editor: TextEditor }) {
  const t = useText("editors");
  const { search, ontology, spans, view } = editor;
  const classes = ontology.classes.filter((each) => !each.retired && view.isOpenTo(each.id));
  const [chosen, setChosen] = useState<string | null>(null);
  const classId = chosen ?? search.classId ?? classes[0]?.id;
  if (classId === undefined || search.hits.length === 0) return null;
  const open = unmarked(search.hits, spans, classId);
  const already = search.hits.length - open.length;
  return (
    <div className={styles["all"]}>
      <label>
        {t("text.search.all")}{" "}
        <select value={classId} onChange={(event) => setChosen(event.currentTarget.value)}>
          {classes.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className={styles["act"]}
        disabled={open.length === 0}
        onClick={() => editor.markAll(open, classId)}
      >
        {t("text.search.mark", { count: open.length })}
      </button>
      {already > 0 && (
        <span className={styles["count"]}>{t("text.search.already", { count: already })}</span>
      )}
    </div>
  );
}

export function SearchBox({ editor }: { readonly editor: TextEditor }) {
  const t = useText("editors");
  const { search } = editor;
  const field = useRef<HTMLInputElement>(null);
  const { isOpen, words } = search;
  // Opened again with other words: they are there to be typed over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new opening is what counts
  useEffect(() => field.current?.select(), [isOpen, search.classId]);
  const go = (by: 1 | -1) => editor.goToHit(by);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      search.close();
      editor.focusText();
    } else if (event.key === "Enter" && event.target === field.current) {
      go(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const none = search.hits.length === 0;
  return (
    <search className={styles["box"]} aria-label={t("text.search.title")} onKeyDown={onKeyDown}>
      <div className={styles["row"]}>
        <input
          ref={field}
          type="search"
          aria-label={t("text.search.words")}
          placeholder={t(search.isSecret ? "drawn.searched" : "text.search.title")}
          autoComplete="off"
          spellCheck={false}
          dir="auto"
          value={search.isSecret ? "" : words}
          onChange={(event) => search.look({ words: event.currentTarget.value })}
        />
        <Toggle
          name={t("text.search.case")}
          sign="Aa"
          isOn={search.matchCase}
          onToggle={() => search.look({ matchCase: !search.matchCase })}
        />
        <Toggle
          name={t("text.search.whole")}
          sign="|ab|"
          isOn={search.wholeWord}
          onToggle={() => search.look({ wholeWord: !search.wholeWord })}
        />
        <Found search={search} />
        <button
          type="button"
          className={styles["toggle"]}
          aria-label={t("text.search.previous")}
          title={t("text.search.previous")}
          disabled={none}
          onClick={() => go(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          className={styles["toggle"]}
          aria-label={t("text.search.next")}
          title={t("text.search.next")}
          disabled={none}
          onClick={() => go(1)}
        >
          ↓
        </button>
        <button
          type="button"
          className={styles["toggle"]}
          aria-label={t("text.search.close")}
          title={t("text.search.close")}
          onClick={search.close}
        >
          ×
        </button>
      </div>
      <MarkAll editor={editor} />
    </search>
  );
}
