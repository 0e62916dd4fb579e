// The quiet line above a text: searching, whole words, which labels are shown and locked.
// SPDX-License-Identifier: Apache-2.0
import { useText } from "#i18n/Text";
import { useKeyOf } from "#lib/keymap/keymap";
import { printed, spoken } from "#lib/keymap/keys";
import { UNKNOWN_PAINT } from "../core/palette";
import styles from "./tools.module.css";
import type { TextEditor } from "./useTextEditor";

interface ToolProps {
  readonly name: string;
  readonly action: "text.search" | "text.everywhere" | "text.words";
  readonly isOn?: boolean;
  readonly onUse: () => void;
}

function Tool({ name, action, isOn, onUse }: ToolProps) {
  const key = useKeyOf(action);
  return (
    <button
      type="button"
      className={styles["tool"]}
      aria-pressed={isOn}
      aria-keyshortcuts={key === "" ? undefined : spoken(key)}
      // The selection in the text must survive the click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onUse}
    >
      {name}{" "}
      {key !== "" && (
        <span className={styles["key"]} aria-hidden="true">
          {printed(key)}
        </span>
      )}
    </button>
  );
}

/** Labels in the way are hidden, finished ones locked: for this text, nothing is changed. */
function LabelView({ editor }: { readonly editor: TextEditor }) {
  const t = useText("editors");
  const { view, ontology, paints } = editor;
  const changed = view.hidden.size + view.locked.size;
  return (
    <details className={styles["labels"]}>
      <summary className={styles["tool"]}>
        {changed === 0 ? t("text.view.open") : t("text.view.changed", { count: changed })}
      </summary>
      <div className={styles["panel"]}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("text.view.label")}</th>
              <th scope="col">{t("text.view.hidden")}</th>
              <th scope="col">{t("text.view.locked")}</th>
            </tr>
          </thead>
          <tbody>
            {ontology.classes.map((each) => (
              <tr key={each.id} className={`hue-${(paints.get(each.id) ?? UNKNOWN_PAINT).hue}`}>
                <th scope="row">{each.name}</th>
                {(["hidden", "locked"] as const).map((what) => (
                  <td key={what}>
                    <input
                      type="checkbox"
                      aria-label={t(`text.view.${what}.of`, { name: each.name })}
                      checked={view[what].has(each.id)}
                      onChange={() => view.toggle(what, each.id)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {changed > 0 && (
          <button type="button" className={styles["tool"]} onClick={view.reset}>
            {t("text.view.reset")}
          </button>
        )}
      </div>
    </details>
  );
}

export function Tools({ editor }: { readonly editor: TextEditor }) {
  const t = useText("editors");
  const { search, view } = editor;
  return (
    <div className={styles["tools"]} role="toolbar" aria-label={t("text.tools")}>
      <Tool
        name={t("text.tools.search")}
        action="text.search"
        isOn={search.isOpen}
        onUse={() => (search.isOpen ? search.close() : search.open())}
      />
      <Tool
        name={t("text.tools.everywhere")}
        action="text.everywhere"
        onUse={editor.lookEverywhere}
      />
      <Tool
        name={t("text.tools.words")}
        action="text.words"
        isOn={view.snap === "word"}
        onUse={view.toggleSnap}
      />
      <LabelView editor={editor} />
    </div>
  );
}
