// The language switch of the header: what is on screen changes, nothing that was begun is lost.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon, Menu } from "@mantine/core";
import { IconCheck, IconLanguage } from "@tabler/icons-react";
import { chooseLanguage, LANGUAGES, type Language, language } from "#i18n/language";
import { useText } from "#i18n/Text";

export function LanguageMenu() {
  const t = useText("app");
  const current = language();
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 120 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t("language")} title={t("language")}>
          <IconLanguage size={18} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {(Object.keys(LANGUAGES) as Language[]).map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            role="menuitemradio"
            aria-checked={each === current}
            rightSection={each === current && <IconCheck size={16} aria-hidden="true" />}
            onClick={() => void chooseLanguage(each)}
          >
            {LANGUAGES[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
