// Choosing some of many: folded into one line that says what is chosen, opened into boxes to tick.
// - Escape folds it again, and nothing around it.
// - Many choices can be narrowed by a few letters; those that are chosen come first when it opens.
// SPDX-License-Identifier: Apache-2.0
import { type ChangeEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { useText } from "#i18n/Text";
import styles from "./many.module.css";

interface Offer {
  readonly value: string;
  readonly label: string;
}

interface ManyFieldProps {
  readonly label: string;
  readonly about?: string | undefined;
  /** What is said where nothing is chosen. */
  readonly none: string;
  readonly data: readonly Offer[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly readOnly?: boolean;
}

const MANY = 8;

function Boxes({ label, data, value, onChange }: ManyFieldProps) {
  const t = useText("app");
  const [letters, setLetters] = useState("");
  // As it stands when it opens: nothing moves from under the pointer.
  const [first] = useState(() => new Set(value));
  const sorted = [...data].sort((a, b) => Number(first.has(b.value)) - Number(first.has(a.value)));
  const wanted = letters.trim().toLowerCase();
  const shown = sorted.filter((each) => each.label.toLowerCase().includes(wanted));
  const tick = (event: ChangeEvent<HTMLInputElement>) => {
    const { checked, value: one } = event.currentTarget;
    onChange(checked ? [...value, one] : value.filter((each) => each !== one));
  };
  return (
    <div className={styles["open"]}>
      {data.length > MANY && (
        <input
          type="search"
          className={styles["letters"]}
          aria-label={t("many.find", { label })}
          placeholder={t("many.letters")}
          value={letters}
          onChange={(event) => setLetters(event.currentTarget.value)}
        />
      )}
      <div className={styles["boxes"]}>
        {shown.map((each) => (
          <label key={each.value}>
            <input
              type="checkbox"
              value={each.value}
              checked={value.includes(each.value)}
              onChange={tick}
            />
            {each.label}
          </label>
        ))}
        {shown.length === 0 && <p>{t("many.nothing")}</p>}
      </div>
    </div>
  );
}

export function ManyField(props: ManyFieldProps) {
  const { label, about, none, data, value, readOnly = false } = props;
  const name = useId();
  const chosen = useId();
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.preventDefault();
    setOpen(false);
    button.current?.focus();
  };
  const names = data.filter((each) => value.includes(each.value)).map((each) => each.label);
  const said = names.length === 0 ? <i>{none}</i> : names.join(", ");
  return (
    <fieldset className={styles["many"]} onKeyDown={onKeyDown}>
      <legend id={name}>{label}</legend>
      {about !== undefined && <p className={styles["about"]}>{about}</p>}
      {readOnly ? (
        <p className={styles["said"]}>{said}</p>
      ) : (
        <>
          <button
            ref={button}
            type="button"
            className={styles["said"]}
            aria-labelledby={`${name} ${chosen}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <span id={chosen}>{said}</span>
          </button>
          {isOpen && <Boxes {...props} />}
        </>
      )}
    </fieldset>
  );
}
