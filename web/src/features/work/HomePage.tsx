// The home of labelers and reviewers: one big next step, what came back, what was done.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { sessionQuery } from "#api/session";
import type { RecentTask, WorkCounts } from "#api/types";
import { paceQuery, recentQuery, reopen, workCountsQuery } from "#api/work";
import { count, day, minutesSeconds } from "#lib/time";
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
  const { data } = useQuery(paceQuery(project));
  if (data === undefined || data.handed_in === 0) return null;
  const each = data.median_seconds;
  return (
    <>
      You handed in {data.handed_in} today
      {each != null && `, in about ${minutesSeconds(each * 1000)} minutes each`}.{" "}
    </>
  );
}

function LabelNext({ project, counts }: DutyCardProps) {
  const { open, returned } = counts.label;
  const waiting = open + returned;
  return (
    <div className={styles["next"]}>
      <div>
        <p className={styles["big"]}>{count(waiting, "text", " to label")}</p>
        <p className={styles["quiet"]}>
          {returned > 0 && `${count(returned, "text")} came back to you with a comment. `}
          <Today project={project} />
          {waiting === 0 && "New texts appear here when they are ready."}
        </p>
      </div>
      <ButtonLink
        size="md"
        disabled={waiting === 0}
        to="/projects/$projectId/label"
        params={{ projectId: project }}
      >
        {returned > 0 ? "Go on" : "Label the next text"}
      </ButtonLink>
    </div>
  );
}

function ReviewNext({ project, counts }: DutyCardProps) {
  return (
    <div className={styles["next"]}>
      <div>
        <p className={styles["big"]}>{count(counts.review.open, "text", " to review")}</p>
        <p className={styles["quiet"]}>
          You see the text and its labels, not who made them. Nobody learns who reviewed.
        </p>
      </div>
      <ButtonLink
        size="md"
        variant={counts.duties.includes("label") ? "default" : "filled"}
        disabled={counts.review.open === 0}
        to="/projects/$projectId/review"
        params={{ projectId: project }}
      >
        Review the next text
      </ButtonLink>
    </div>
  );
}

const STATES: Record<RecentTask["state"], readonly ["ok" | "warn" | "quiet", string]> = {
  submitted: ["quiet", "waits for review"],
  returned: ["warn", "came back to you"],
  reviewed: ["ok", "reviewed"],
  taken_back: ["warn", "the text was taken back; your labels are kept"],
};

function Recent({
  project,
  tasks,
}: {
  readonly project: string;
  readonly tasks: readonly RecentTask[];
}) {
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
    return (
      <Empty title="Nothing handed in yet">
        What you hand in is listed here, and can be changed until it is reviewed.
      </Empty>
    );
  }
  return (
    <>
      {again.isError && <Failed error={again.error} />}
      <ul className={styles["recent"]}>
        {tasks.map((task) => (
          <li key={task.task_id}>
            <span>{day(task.submitted_day)}</span>
            <StateWord tone={STATES[task.state][0]}>{STATES[task.state][1]}</StateWord>
            {task.can_reopen && (
              <Button
                size="compact-sm"
                variant="default"
                loading={again.isPending && again.variables === task.task_id}
                onClick={() => again.mutate(task.task_id)}
              >
                Change it
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

export function HomePage() {
  const project = useProjectId();
  const work = useQuery(workCountsQuery(project));
  const recent = useQuery(recentQuery(project));
  return (
    <Page title="Your work" about="These texts were changed to protect people before you see them.">
      <Loaded query={work}>
        {(counts) => (
          <div className={styles["duties"]}>
            {counts.duties.includes("label") && <LabelNext project={project} counts={counts} />}
            {counts.duties.includes("review") && <ReviewNext project={project} counts={counts} />}
          </div>
        )}
      </Loaded>
      {work.data?.duties.includes("label") !== false && (
        <Section title="Handed in by you">
          <Loaded query={recent}>{(tasks) => <Recent project={project} tasks={tasks} />}</Loaded>
        </Section>
      )}
    </Page>
  );
}
