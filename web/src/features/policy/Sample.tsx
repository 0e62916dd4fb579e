// The draft on texts of the project, beside a version; it follows the draft while it changes.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect, Progress, Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { PolicyListed } from "#api/types";
import { useText } from "#i18n/Text";
import { NumberField } from "#ui/NumberField";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { Outcome } from "./Outcome";
import styles from "./policy.module.css";
import type { Studio } from "./useStudio";
import { type Tried, useTrial } from "./useTrial";

const MOST = 200;

interface RunningProps {
  readonly project: string;
  readonly tried: Tried;
}

/** How far the redactor is, and the way to stop it; nothing while it is quick. */
function Running({ project, tried }: RunningProps) {
  const t = useText("policy");
  const queries = useQueryClient();
  const { progress, isRunning } = tried;
  if (!isRunning || progress === null) return null;
  const stop = () =>
    void queries.cancelQueries({ queryKey: ["project", project, "policy", "trial"] });
  return (
    <Group gap="xs" role="status">
      <Progress
        className={styles["grows"] ?? ""}
        aria-label={t("sample.running")}
        value={(100 * progress.done) / Math.max(1, progress.total)}
      />
      <span className={styles["quiet"]}>
        {t("sample.progress", { done: progress.done, total: progress.total })}
      </span>
      <Button size="compact-xs" variant="default" onClick={stop}>
        {t("sample.stop")}
      </Button>
    </Group>
  );
}

interface SampleProps {
  readonly studio: Studio;
  readonly versions: readonly PolicyListed[];
  readonly against: number;
  readonly onAgainst: (number: number) => void;
}

export function Sample({ studio, versions, against, onAgainst }: SampleProps) {
  const t = useText("policy");
  const [texts, setTexts] = useState(10);
  const [seed, setSeed] = useState(1);
  const [isLive, setLive] = useState(true);
  const [asked, setAsked] = useState<string | null>(null);
  const isWanted = studio.isSettled && (isLive || asked === studio.yaml);
  const tried = useTrial(
    studio.project,
    { yaml: studio.yaml, against, texts, seed, pasted: "" },
    isWanted,
  );
  return (
    <div className={styles["sample"]}>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={t("sample.against")}
          w={170}
          data={versions.map((one) => ({
            value: String(one.number),
            label: t("sample.version", { number: one.number, state: t(`state.${one.state}`) }),
          }))}
          value={String(against)}
          onChange={(event) => onAgainst(Number(event.currentTarget.value))}
        />
        <NumberField
          label={t("sample.texts")}
          w={84}
          min={1}
          max={MOST}
          value={texts}
          onNumber={setTexts}
        />
        <Button variant="default" onClick={() => setSeed(seed + 1)}>
          {t("sample.others")}
        </Button>
        {!isLive && (
          <Button disabled={!studio.isSettled} onClick={() => setAsked(studio.yaml)}>
            {t("sample.try")}
          </Button>
        )}
        <Switch
          label={t("sample.live")}
          checked={isLive}
          onChange={(event) => setLive(event.currentTarget.checked)}
        />
      </Group>
      <Running project={studio.project} tried={tried} />
      {tried.error !== null && <Failed error={tried.error} retry={tried.again} />}
      {tried.trial === undefined && tried.isRunning && <LoadingLines lines={8} />}
      {tried.trial?.texts.length === 0 && (
        <Empty title={t("sample.empty")}>{t("sample.emptyAbout")}</Empty>
      )}
      {tried.trial !== undefined && tried.trial.texts.length > 0 && (
        <Outcome trial={tried.trial} against={against} isOld={tried.isOld} />
      )}
    </div>
  );
}
