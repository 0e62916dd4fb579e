// The home of labelers and reviewers: one big next step, what came back, what was done.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { sessionQuery } from "#api/session";
import type { RecentTask, WorkCounts } from "#api/types";
import { paceQuery, recentQuery, reopen, workCountsQuery } from "#api/work";
import { useText } from "#i18n/Text";
import { day, minutesSeconds } from "#lib/time";
import { ButtonLink } from "#ui/ButtonLink";
import { Loaded } from "#ui/Loaded";
import { Page, Section } from "#ui/Page";
import { StateWord } from "#ui/StateWord";
import { Empty, Failed } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import styles from "./home.module.css";
import { layOut, taskKey } from "./task";

interface DutyCardProps {
  readonly project: string;
  readonly counts: WorkCounts;
}

/** One's own day in a sentence. */
function Today({ project }: { readonly project: string }) {
  const t = useText("home");
  const { data } = useQuery(paceQuery(project));
  if (data === undefined || data.handed_in === 0) return null;
  const each = data.median_seconds;
  const told =
    each == null
      ? t("today", { count: data.handed_in })
      : t("todayEach", { count: data.handed_in, time: minutesSeconds(each * 1000) });
  return <>{told} </>;
}

function LabelNext({ project, counts }: DutyCardProps) {
  const t = useText("home");
  const { open, returned } = counts.label;
  const waiting = open + returned;
  return (
    <div className={styles["next"]}>
      <div>
        <p className={styles["big"]}>{t("toLabel", { count: waiting })}</p>
        <p className={styles["quiet"]}>
          {returned > 0 && `${t("returned", { count: returned })} `}
          <Today project={project} />
          {waiting === 0 && t("later")}
        </p>
      </div>
      <ButtonLink
        size="md"
        disabled={waiting === 0}
        to="/projects/$projectId/label"
        params={{ projectId: project }}
      >
        {t(returned > 0 ? "goOn" : "label")}
      </ButtonLink>
    </div>
  );
}

function ReviewNext({ project, counts }: DutyCardProps) {
  const t = useText("home");
  return (
    <div className={styles["next"]}>
      <div>
        <p className={styles["big"]}>{t("toReview", { count: counts.review.open })}</p>
        <p className={styles["quiet"]}>{t("reviewAbout")}</p>
      </div>
      <ButtonLink
        size="md"
        variant={counts.duties.includes("label") ? "default" : "filled"}
        disabled={counts.review.open === 0}
        to="/projects/$projectId/review"
        params={{ projectId: project }}
      >
        {t("review")}
      </ButtonLink>
    </div>
  );
}

const TONES: Record<RecentTask["state"], "ok" | "warn" | "quiet"> = {
  submitted: "quiet",
  returned: "warn",
  reviewed: "ok",
  taken_back: "warn",
};

function Recent({
  project,
  tasks,
}: {
  readonly project: string;
  readonly tasks: readonly RecentTask[];
}) {
  const t = useText("home");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const again = useMutation({
    mutationFn: async (id: string) => layOut(await reopen(project, id), session.user.id),
    onSuccess: async (desk) => {
      queries.setQueryData(taskKey(project, "label"), desk);
      await navigate({ to: "/projects/$projectId/label", params: { projectId: project } });
    },
  });
  if (tasks.length === 0) {
    return <Empty title={t("empty")}>{t("emptyAbout")}</Empty>;
  }
  return (
    <>
      {again.isError && <Failed error={again.error} />}
      <ul className={styles["recent"]}>
        {tasks.map((task) => (
          <li key={task.task_id}>
            <span>{day(task.submitted_day)}</span>
            <StateWord tone={TONES[task.state]}>{t(`state.${task.state}`)}</StateWord>
            {task.can_reopen && (
              <Button
                size="compact-sm"
                variant="default"
                loading={again.isPending && again.variables === task.task_id}
                onClick={() => again.mutate(task.task_id)}
              >
                {t("change")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function HomePage() {
  const t = useText("home");
  const project = useProjectId();
  const work = useQuery(workCountsQuery(project));
  const recent = useQuery(recentQuery(project));
  return (
    <Page title={t("title")} about={t("about")}>
      <Loaded query={work}>
        {(counts) => (
          <div className={styles["duties"]}>
            {counts.duties.includes("label") && <LabelNext project={project} counts={counts} />}
            {counts.duties.includes("review") && <ReviewNext project={project} counts={counts} />}
          </div>
        )}
      </Loaded>
      {work.data?.duties.includes("label") !== false && (
        <Section title={t("handedIn")}>
          <Loaded query={recent}>{(tasks) => <Recent project={project} tasks={tasks} />}</Loaded>
        </Section>
      )}
    </Page>
  );
}
