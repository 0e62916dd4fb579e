// How far a background job is, in words and as a bar.
// SPDX-License-Identifier: Apache-2.0
import { Progress } from "@mantine/core";
import type { Job } from "#api/types";
import { StateWord } from "#ui/StateWord";
import styles from "./ingest.module.css";

const STATES: Readonly<
  Record<string, readonly ["ok" | "warn" | "bad" | "busy" | "quiet", string]>
> = {
  queued: ["quiet", "Waiting to start"],
  running: ["busy", "Running"],
  done: ["ok", "Done"],
  failed: ["bad", "Failed"],
  cancelled: ["quiet", "Cancelled"],
  refused: ["bad", "Refused"],
};

const KINDS: Readonly<Record<string, string>> = {
  "assets.split": "Take texts in",
  "ontology.follow": "Let labels follow a change",
  "redaction.adopt": "Put a policy into force",
  "redaction.prepare": "Redact texts",
  "redaction.show-held": "Show a quarantined text",
  "redaction.decide": "Carry out a decision about a quarantined text",
  "export.gather": "Gather an export",
  "export.rejoin": "Give an export its own ids back",
  "export.align": "Align an export to the originals",
  "export.build": "Build an export",
};

/** A job's kind in words; an unknown one by its name. */
const jobName = (kind: string) => KINDS[kind] ?? kind.replace(/[-_.]/g, " ");

export function JobProgress({ job }: { readonly job: Job }) {
  const [tone, word] = STATES[job.state] ?? ["quiet", job.state];
  const { total } = job;
  const percent =
    job.state === "done" ? 100 : total === 0 ? 0 : Math.floor((100 * job.done) / total);
  return (
    <div className={styles["job"]}>
      <div className={styles["jobHead"]}>
        <span className={styles["jobName"]}>{jobName(job.kind)}</span>
        <StateWord tone={tone}>{word}</StateWord>
        <span className={styles["jobCount"]}>
          {(total > 0 || job.done > 0) && job.done.toLocaleString("en")}
          {total > 0 && ` of ${total.toLocaleString("en")}`}
          {job.problems > 0 && `, ${job.problems.toLocaleString("en")} with a problem`}
        </span>
      </div>
      <Progress value={percent} size="sm" aria-label={`Progress: ${jobName(job.kind)}`} />
      {job.failure !== "" && <p className={styles["failure"]}>{job.failure}</p>}
    </div>
  );
}
