// The classes that a span can have, each with its key.
// SPDX-License-Identifier: Apache-2.0
import { useText } from "#i18n/Text";
import type { Ontology } from "#lib/labels";
import styles from "./core.module.css";
import type { Keymap } from "./hotkeys";
import { type Paint, UNKNOWN_PAINT } from "./palette";

interface ClassBarProps {
  readonly ontology: Ontology;
  readonly keymap: Keymap;
  readonly paints: ReadonlyMap<string, Paint>;
  readonly held: string | null;
  readonly onChoose: (classId: string) => void;
}

export function ClassBar({ ontology, keymap, paints, held, onChoose }: ClassBarProps) {
  const t = useText("editors");
  return (
    <div className={styles["classes"]} role="toolbar" aria-label={t("core.classes")}>
      {ontology.classes
        .filter(({ retired }) => retired !== true)
        .map((each) => {
          const key = keymap.keyOf.get(each.id);
          const paint = paints.get(each.id) ?? UNKNOWN_PAINT;
          return (
            <button
              key={each.id}
              type="button"
              className={`${styles["class"]} hue-${paint.hue}`}
              data-pattern={paint.pattern}
              aria-pressed={held === each.id}
              aria-keyshortcuts={key}
              title={each.description ?? undefined}
              // The selection in the text must survive the click.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(each.id)}
            >
              {key !== undefined && (
                <span className={styles["key"]} aria-hidden="true">
                  {key}
                </span>
              )}
              <span className={styles["className"]}>{each.name}</span>
            </button>
          );
        })}
    </div>
  );
}
