// Everything that runs in the background, newest first.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { cancelJob, jobsQuery, resumeJob } from "#api/ingest";
import type { Job } from "#api/types";
import { useText } from "#i18n/Text";
import { ago } from "#lib/time";
import { ButtonLink } from "#ui/ButtonLink";
import { Loaded } from "#ui/Loaded";
import { Page } from "#ui/Page";
import { Empty, Failed } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import styles from "./ingest.module.css";
import { JobProgress } from "./JobProgress";

const RESUMABLE = new Set(["cancelled", "failed", "refused"]);

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function JobRow({ project, job }: { readonly project: string; readonly job: Job }) {
  const t = useText("ingest");
  const queries = useQueryClient();
  const offers = useOffers();
  const now = useNow();
  const act = useMutation({
    mutationFn: (verb: "cancel" | "resume") =>
      verb === "cancel" ? cancelJob(project, job.id) : resumeJob(project, job.id),
    onSettled: () => queries.invalidateQueries(jobsQuery(project)),
  });
  const mayAct = offers("cancel-job");
  return (
    <li className={styles["jobRow"]}>
      <div>
        <JobProgress job={job} />
        <p className={styles["quiet"]}>
          {job.finished_at === null
            ? t("jobs.started", { began: ago(job.created_at, now) })
            : t("jobs.ended", {
                began: ago(job.created_at, now),
                ended: ago(job.finished_at, now),
              })}
        </p>
        {act.isError && <Failed error={act.error} />}
      </div>
      {mayAct && job.cancellable && (
        <Button
          variant="default"
          size="compact-sm"
          loading={act.isPending}
          onClick={() => act.mutate("cancel")}
        >
          {t("jobs.cancel")}
        </Button>
      )}
      {mayAct && RESUMABLE.has(job.state) && (
        <Button
          variant="default"
          size="compact-sm"
          loading={act.isPending}
          onClick={() => act.mutate("resume")}
        >
          {t("jobs.resume")}
        </Button>
      )}
    </li>
  );
}

export function JobsPage() {
  const t = useText("ingest");
  const project = useProjectId();
  const offers = useOffers();
  const jobs = useQuery(jobsQuery(project));
  const addTexts = offers("upload") && (
    <ButtonLink to="/projects/$projectId/upload" params={{ projectId: project }}>
      {t("jobs.add")}
    </ButtonLink>
  );
  return (
    <Page title={t("jobs.title")} about={t("jobs.about")}>
      <Loaded query={jobs}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t("jobs.empty")} action={addTexts}>
              {t("jobs.emptyAbout")}
            </Empty>
          ) : (
            <ul className={styles["jobs"]}>
              {list.map((job) => (
                <JobRow key={job.id} project={project} job={job} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  );
}
