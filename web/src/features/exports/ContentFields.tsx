// Redacted texts or originals, and what goes with each.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Radio, Stack, Textarea } from "@mantine/core";
import type { ExportContent } from "#api/types";
import { useText } from "#i18n/Text";
import type { FieldsProps } from "./ChoiceFields";
import styles from "./exports.module.css";

export function ContentFields({ choice, change }: Omit<FieldsProps, "project">) {
  const t = useText("exports");
  return (
    <>
      <Radio.Group
        label={t("texts.label")}
        value={choice.content}
        onChange={(value) => change({ content: value as ExportContent })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="rendition" label={t("texts.rendition")} />
          <Radio value="aligned" label={t("texts.aligned")} description={t("texts.alignedAbout")} />
        </Stack>
      </Radio.Group>
      {choice.content === "aligned" && (
        <>
          <ul className={styles["honest"]}>
            <li>{t("aligned.approval")}</li>
            <li>{t("aligned.spans")}</li>
            <li>{t("aligned.preview")}</li>
            <li>{t("aligned.evidence")}</li>
          </ul>
          <Textarea
            label={t("key.label")}
            description={t("key.about")}
            autosize
            minRows={2}
            value={choice.key}
            onChange={(event) => change({ key: event.currentTarget.value })}
          />
          <Checkbox
            label={t("freeText.label")}
            description={t("freeText.about")}
            checked={choice.freeText}
            onChange={(event) => change({ freeText: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}
