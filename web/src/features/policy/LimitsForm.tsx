// Languages, thresholds and detectors of a policy.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ChangeEvent, useState } from "react";
import { packsQuery } from "#api/projects";
import type { PolicyDocument } from "#api/types";
import { useText } from "#i18n/Text";
import { NumberField } from "#ui/NumberField";
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

/** Codes in a line; what is typed stays as it is typed, whatever stands for it. */
function Languages({ studio, document, isWrong }: FormProps & { readonly isWrong: boolean }) {
  const t = useText("policy");
  const [typed, setTyped] = useState<string | null>(null);
  const onChange = (event: ChangeEvent<HTMLInputElement>) => {
    const words = event.currentTarget.value;
    setTyped(words);
    const languages = [...new Set(words.split(/[\s,;]+/).filter(Boolean))];
    studio.fill({ ...document, languages });
  };
  return (
    <TextInput
      label={t("limits.languages")}
      description={t("limits.languagesAbout")}
      error={isWrong}
      value={typed ?? document.languages.join(", ")}
      onChange={onChange}
      onBlur={() => setTyped(null)}
    />
  );
}

export function LimitsForm({ studio, document }: FormProps) {
  const t = useText("policy");
  const isWrong = (field: string) => studio.field?.startsWith(field) ?? false;
  const risk = (value: number) =>
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
      <Languages studio={studio} document={document} isWrong={isWrong("languages")} />
      <NumberField
        label={t("limits.risk")}
        description={t("limits.riskAbout")}
        min={0}
        max={100}
        decimals={2}
        unit="%"
        error={isWrong("risk")}
        value={percent(document.risk.quarantine_above_bp)}
        onNumber={risk}
      />
      <NumberField
        label={t("limits.score")}
        description={t("limits.scoreAbout")}
        min={0}
        max={100}
        decimals={2}
        unit="%"
        error={isWrong("min_score_bp")}
        value={percent(document.min_score_bp)}
        onNumber={(value) => studio.fill({ ...document, min_score_bp: points(value) })}
      />
      <Detectors studio={studio} document={document} />
    </div>
  );
}
