// Texts that were redacted under an earlier version are made anew, with progress and a way to stop.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { jobsQuery } from "#api/ingest";
import { cancelRenewing, renew } from "#api/policy";
import type { PolicyListed } from "#api/types";
import { useText } from "#i18n/Text";
import { Failed, Note } from "#ui/states";
import styles from "./policy.module.css";

const KIND = "redaction.renew";
const UNDER_WAY: ReadonlySet<string> = new Set(["queued", "running"]);

function useRenewing(project: string) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ["project", project] });
  const jobs = useQuery(jobsQuery(project));
  const job = jobs.data?.find((each) => each.kind === KIND);
  const start = useMutation({ mutationFn: () => renew(project), onSettled: again });
  const stop = useMutation({ mutationFn: () => cancelRenewing(project), onSettled: again });
  return { job, start, stop, isRunning: job !== undefined && UNDER_WAY.has(job.state) };
}

interface RenewingProps {
  readonly project: string;
  readonly versions: readonly PolicyListed[];
  readonly mayPublish: boolean;
}

export function Renewing({ project, versions, mayPublish }: RenewingProps) {
  const t = useText("policy");
  const { job, start, stop, isRunning } = useRenewing(project);
  const old = versions
    .filter((one) => one.state !== "in_force")
    .reduce((all, one) => all + one.ready + one.held, 0);
  const error = start.error ?? stop.error;
  if (isRunning && job !== undefined) {
    return (
      <Group gap="sm" role="status" className={styles["renewing"] ?? ""}>
        <span>{t("renew.running", { done: job.done, total: job.total })}</span>
        <Progress
          className={styles["grows"] ?? ""}
          aria-label={t("renew.progress")}
          value={(100 * job.done) / Math.max(1, job.total)}
        />
        {mayPublish && (
          <Button size="compact-sm" variant="default" onClick={() => stop.mutate()}>
            {t("renew.stop")}
          </Button>
        )}
      </Group>
    );
  }
  return (
    <>
      {error !== null && <Failed error={error} />}
      {job?.state === "done" && old === 0 && (
        <Note tone="ok">{t("renew.done", { count: job.done, held: job.problems })}</Note>
      )}
      {old > 0 && (
        <Note
          tone="info"
          title={t("renew.title", { count: old })}
          action={
            mayPublish && (
              <Button size="compact-sm" loading={start.isPending} onClick={() => start.mutate()}>
                {t("renew.start")}
              </Button>
            )
          }
        >
          {t("renew.about")}
        </Note>
      )}
    </>
  );
}
