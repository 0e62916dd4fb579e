// The language of the interface, for this person in this browser.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect } from "@mantine/core";
import { preferLanguage } from "#api/own";
import { LANGUAGES, language } from "#i18n/language";
import { useText } from "#i18n/Text";
import { Section } from "#ui/Page";

export function LanguageSection() {
  const t = useText("account");
  return (
    <Section title={t("language.title")} about={t("language.about")}>
      <NativeSelect
        label={t("language.label")}
        maw={360}
        mt="sm"
        data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
        value={language()}
        onChange={(event) => void preferLanguage(event.currentTarget.value)}
      />
    </Section>
  );
}
