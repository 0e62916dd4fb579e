// The draft on a text that somebody pastes; it goes sealed to the redactor and is kept nowhere.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useText } from "#i18n/Text";
import { Failed, LoadingLines } from "#ui/states";
import { Outcome } from "./Outcome";
import styles from "./policy.module.css";
import type { Studio } from "./useStudio";
import { useTrial } from "./useTrial";

const LONGEST = 20_000;

interface PastedProps {
  readonly studio: Studio;
  readonly against: number;
}

export function Pasted({ studio, against }: PastedProps) {
  const t = useText("policy");
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  const tried = useTrial(
    studio.project,
    { yaml: studio.yaml, against, texts: 1, seed: 0, pasted: asked },
    studio.isSettled && asked !== "",
  );
  return (
    <div className={styles["sample"]}>
      <Textarea
        label={t("pasted.label")}
        description={t("pasted.about")}
        autosize
        minRows={4}
        maxRows={14}
        maxLength={LONGEST}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group>
        <Button
          disabled={text.trim() === "" || !studio.isSettled}
          loading={tried.isRunning && asked !== ""}
          onClick={() => setAsked(text)}
        >
          {t("pasted.try")}
        </Button>
      </Group>
      {tried.error !== null && <Failed error={tried.error} retry={tried.again} />}
      {asked !== "" && tried.trial === undefined && tried.isRunning && <LoadingLines />}
      {asked !== "" && tried.trial !== undefined && (
        <Outcome trial={tried.trial} against={against} isOld={tried.isOld} />
      )}
    </div>
  );
}
