// Languages, thresholds and detectors of a policy.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NumberInput, TagsInput, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { packsQuery } from "#api/projects";
import type { PolicyDocument } from "#api/types";
import { useText } from "#i18n/Text";
import { percent, points } from "./kinds";
import styles from "./policy.module.css";
import type { Studio } from "./useStudio";

interface FormProps {
  readonly studio: Studio;
  readonly document: PolicyDocument;
}

/** Names of detectors that the packs use, and those that the draft names besides. */
function useDetectors(document: PolicyDocument): string[] {
  const packs = useQuery(packsQuery);
  const named = (packs.data ?? []).flatMap((pack) =>
    [...pack.yaml.matchAll(/^- ([a-z_]+)$/gm)].map((match) => match[1] ?? ""),
  );
  return [...new Set([...document.detectors, ...named])].sort();
}

function Detectors({ studio, document }: FormProps) {
  const t = useText("policy");
  const known = useDetectors(document);
  const put = (name: string, isOn: boolean) => {
    const detectors = isOn
      ? [...document.detectors, name]
      : document.detectors.filter((each) => each !== name);
    studio.fill({ ...document, detectors });
  };
  return (
    <fieldset className={styles["detectors"]}>
      <legend>{t("limits.detectors")}</legend>
      {known.map((name) => (
        <Checkbox
          key={name}
          size="xs"
          label={name.replace(/_/g, " ")}
          checked={document.detectors.includes(name)}
          onChange={(event) => put(name, event.currentTarget.checked)}
        />
      ))}
    </fieldset>
  );
}

export function LimitsForm({ studio, document }: FormProps) {
  const t = useText("policy");
  const isWrong = (field: string) => studio.field?.startsWith(field) ?? false;
  const risk = (value: number | string) =>
    studio.fill({ ...document, risk: { quarantine_above_bp: points(value) } });
  return (
    <div className={styles["form"]}>
      <TextInput
        label={t("limits.name")}
        description={t("limits.nameAbout")}
        error={isWrong("name")}
        value={document.name}
        onChange={(event) => studio.fill({ ...document, name: event.currentTarget.value })}
      />
      <TextInput
        label={t("limits.title")}
        error={isWrong("title")}
        value={document.title}
        onChange={(event) => studio.fill({ ...document, title: event.currentTarget.value })}
      />
      <TagsInput
        label={t("limits.languages")}
        description={t("limits.languagesAbout")}
        error={isWrong("languages")}
        value={[...document.languages]}
        onChange={(languages) => studio.fill({ ...document, languages })}
      />
      <NumberInput
        label={t("limits.risk")}
        description={t("limits.riskAbout")}
        min={0}
        max={100}
        suffix="%"
        error={isWrong("risk")}
        value={percent(document.risk.quarantine_above_bp)}
        onChange={risk}
      />
      <NumberInput
        label={t("limits.score")}
        description={t("limits.scoreAbout")}
        min={0}
        max={100}
        suffix="%"
        error={isWrong("min_score_bp")}
        value={percent(document.min_score_bp)}
        onChange={(value) => studio.fill({ ...document, min_score_bp: points(value) })}
      />
      <Detectors studio={studio} document={document} />
    </div>
  );
}
