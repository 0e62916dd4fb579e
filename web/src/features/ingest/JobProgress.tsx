// How far a background job is, in words and as a bar.
// SPDX-License-Identifier: Apache-2.0
import { Progress } from "@mantine/core";
import type { Job } from "#api/types";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { StateWord } from "#ui/StateWord";
import styles from "./ingest.module.css";

const STATES = {
  queued: "quiet",
  running: "busy",
  done: "ok",
  failed: "bad",
  cancelled: "quiet",
  refused: "bad",
} as const;

const KINDS = [
  "assets.split",
  "ontology.follow",
  "redaction.adopt",
  "redaction.prepare",
  "redaction.show-held",
  "redaction.decide",
  "export.gather",
  "export.rejoin",
  "export.align",
  "export.build",
  "export.expire",
] as const;

/** A job's kind in words; an unknown one by its name. */
function jobName(t: Say<"ingest">, kind: string): string {
  const known = KINDS.find((each) => each === kind);
  return known === undefined ? kind.replace(/[-_.]/g, " ") : t(`job.kind.${known}`);
}

const isKnown = (state: string): state is keyof typeof STATES => state in STATES;

function State({ state }: { readonly state: string }) {
  const t = useText("ingest");
  if (!isKnown(state)) return <StateWord tone="quiet">{state}</StateWord>;
  return <StateWord tone={STATES[state]}>{t(`job.state.${state}`)}</StateWord>;
}

export function JobProgress({ job }: { readonly job: Job }) {
  const t = useText("ingest");
  const { total } = job;
  const percent =
    job.state === "done" ? 100 : total === 0 ? 0 : Math.floor((100 * job.done) / total);
  return (
    <div className={styles["job"]}>
      <div className={styles["jobHead"]}>
        <span className={styles["jobName"]}>{jobName(t, job.kind)}</span>
        <State state={job.state} />
        <span className={styles["jobCount"]}>
          {total > 0
            ? t("job.countOf", { done: job.done, total })
            : job.done > 0 && t("job.count", { done: job.done })}
          {job.problems > 0 && t("job.problems", { count: job.problems })}
        </span>
      </div>
      <Progress
        value={percent}
        size="sm"
        aria-label={t("job.progress", { name: jobName(t, job.kind) })}
      />
      {job.failure !== "" && <p className={styles["failure"]}>{job.failure}</p>}
    </div>
  );
}
