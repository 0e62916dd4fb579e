// How work is done: how much is reviewed, and how long a text may be kept.
// SPDX-License-Identifier: Apache-2.0
import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { changeSteps, stepsQuery } from "#api/projects";
import type { Steps, StepsWanted } from "#api/types";
import { Text, useText } from "#i18n/Text";
import { Loaded } from "#ui/Loaded";
import { NumberField } from "#ui/NumberField";
import { Failed, Note } from "#ui/states";
import type { PartProps } from "./part";
import styles from "./setup.module.css";
import { usePublish } from "./usePublish";

const SHOWN_DIGITS = 16;

const wantedOf = ({ review_share_percent, lease_minutes }: Steps): StepsWanted => ({
  review_share_percent,
  lease_minutes,
});

function Form({ project, mayEdit, steps }: PartProps & { readonly steps: Steps }) {
  const t = useText("setup");
  const [wanted, setWanted] = useState(() => wantedOf(steps));
  const save = usePublish(project, (next: StepsWanted) => changeSteps(project, next));
  const set = (part: Partial<StepsWanted>) => setWanted({ ...wanted, ...part });
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(wantedOf(steps));
  return (
    <Stack maw={480}>
      <p className={styles["version"]}>
        <Text
          of="setup"
          is="steps.about"
          tags={{ c: <code>{steps.seed_commitment.slice(0, SHOWN_DIGITS)}…</code> }}
        />
      </p>
      <NumberField
        label={t("steps.share")}
        min={0}
        max={100}
        readOnly={!mayEdit}
        value={wanted.review_share_percent}
        onNumber={(value) => set({ review_share_percent: value })}
      />
      <NumberField
        label={t("steps.minutes")}
        description={t("steps.minutesAbout")}
        min={1}
        max={240}
        readOnly={!mayEdit}
        value={wanted.lease_minutes}
        onNumber={(value) => set({ lease_minutes: value })}
      />
      {save.isError && <Failed error={save.error} />}
      {save.isSuccess && !isChanged && <Note tone="ok">{t("steps.saved")}</Note>}
      {mayEdit && (
        <div>
          <Button
            disabled={!isChanged}
            loading={save.isPending}
            onClick={() => save.mutate(wanted)}
          >
            {t("steps.save")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

export function StepsPart(props: PartProps) {
  const steps = useQuery(stepsQuery(props.project));
  return <Loaded query={steps}>{(loaded) => <Form {...props} steps={loaded} />}</Loaded>;
}
