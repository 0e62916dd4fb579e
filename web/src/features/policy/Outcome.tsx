// What came of a trial: the sums above, the texts below, changed ones first if asked for.
// SPDX-License-Identifier: Apache-2.0
import { Switch } from "@mantine/core";
import { useState } from "react";
import type { Trial, TrialTotals } from "#api/types";
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";
import { Note } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { kindWords } from "./kinds";
import { MeasuredLine } from "./MeasuredLine";
import styles from "./policy.module.css";
import { TriedText } from "./TriedText";

/** A share in percent, as it is written where the reader lives. */
const share = (part: number, whole: number): string =>
  (whole === 0 ? 0 : (100 * part) / whole).toLocaleString(language(), { maximumFractionDigits: 1 });
const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0);

function Kinds({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const most = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return <>{most.map(([kind, count]) => `${kindWords(kind)} ${count}`).join(", ")}</>;
}

interface FigureProps {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

function Figure({ name, before, after }: FigureProps) {
  const t = useText("policy");
  return (
    <div className={styles["figure"]}>
      <dt>{name}</dt>
      <dd>
        {after} <small>{t("totals.before", { value: before })}</small>
      </dd>
    </div>
  );
}

function Sums({ totals }: { readonly totals: TrialTotals }) {
  const t = useText("policy");
  const part = (hidden: number) => t("totals.share", { share: share(hidden, totals.tokens) });
  return (
    <dl className={styles["figures"]}>
      <Figure
        name={t("totals.hidden")}
        before={part(totals.hidden_before)}
        after={part(totals.hidden_after)}
      />
      <Figure
        name={t("totals.held")}
        before={t("totals.of", { count: totals.held_before, texts: totals.texts })}
        after={t("totals.of", { count: totals.held_after, texts: totals.texts })}
      />
      <div className={styles["figure"]} data-change={sum(totals.less) > 0 ? "less" : undefined}>
        <dt>{t("totals.less")}</dt>
        <dd>
          {t("totals.places", { count: sum(totals.less) })}{" "}
          <small>
            <Kinds counts={totals.less} />
          </small>
        </dd>
      </div>
      <div className={styles["figure"]} data-change={sum(totals.more) > 0 ? "more" : undefined}>
        <dt>{t("totals.more")}</dt>
        <dd>
          {t("totals.places", { count: sum(totals.more) })}{" "}
          <small>
            <Kinds counts={totals.more} />
          </small>
        </dd>
      </div>
    </dl>
  );
}

interface OutcomeProps {
  readonly trial: Trial;
  readonly against: number;
  readonly isOld: boolean;
}

export function Outcome({ trial, against, isOld }: OutcomeProps) {
  const t = useText("policy");
  const project = useProjectId();
  const [onlyChanged, setOnlyChanged] = useState(false);
  const texts = trial.texts.filter(
    (one) => !onlyChanged || (one.pieces ?? []).some((piece) => piece.less || piece.more),
  );
  return (
    <div className={styles["outcome"]} aria-busy={isOld} data-old={isOld || undefined}>
      {trial.floor !== null && (
        <Note tone="warn" title={t("floor")}>
          {trial.floor.detail}
        </Note>
      )}
      <Sums totals={trial.totals} />
      <Switch
        size="xs"
        label={t("tried.onlyChanged")}
        checked={onlyChanged}
        onChange={(event) => setOnlyChanged(event.currentTarget.checked)}
      />
      <div className={styles["heads"]}>
        <div>
          <h2>{t("tried.version", { number: against })}</h2>
          <MeasuredLine project={project} number={against} />
        </div>
        <h2>{t("tried.draft")}</h2>
      </div>
      {texts.length === 0 && <p className={styles["quiet"]}>{t("tried.noneChanged")}</p>}
      {texts.map((one, at) => (
        <TriedText key={one.asset ?? "pasted"} tried={one} number={at + 1} />
      ))}
    </div>
  );
}
