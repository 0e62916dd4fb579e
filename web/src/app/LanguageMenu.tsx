// The language switch of the header: what is on screen changes, nothing that was begun is lost.
// SPDX-License-Identifier: Apache-2.0
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import { preferLanguage } from "#api/own";
import { LANGUAGES, type Language, language } from "#i18n/language";
import { useText } from "#i18n/Text";
import { Dropdown } from "#ui/Dropdown";
import styles from "./menus.module.css";

export function LanguageMenu() {
  const t = useText("app");
  const current = language();
  return (
    <Dropdown label={t("language")} icon={<IconLanguage size={18} aria-hidden="true" />}>
      {(close) =>
        (Object.keys(LANGUAGES) as Language[]).map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            className={styles["option"]}
            aria-pressed={each === current}
            onClick={() => {
              void preferLanguage(each);
              close();
            }}
          >
            {LANGUAGES[each]}
            {each === current && <IconCheck size={16} aria-hidden="true" />}
          </button>
        ))
      }
    </Dropdown>
  );
}
