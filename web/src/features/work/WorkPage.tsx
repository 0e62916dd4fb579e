// The labeling and the review page: lease a text, work on it, hand it in, take the next.
// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Suspense, useCallback } from "react";
import { ontologyVersionQuery } from "#api/projects";
import { sessionQuery } from "#api/session";
import type { Duty, Pace } from "#api/types";
import { paceQuery } from "#api/work";
import { useText } from "#i18n/Text";
import { Announcements } from "#ui/Announcements";
import { announce } from "#ui/announce";
import { ButtonLink } from "#ui/ButtonLink";
import { later } from "#ui/Later";
import { Loaded } from "#ui/Loaded";
import { useTitle } from "#ui/Page";
import { Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { type OnDesk, taskKey, taskQuery } from "./task";
import type { Ending } from "./useHandIn";
import { WorkspaceView } from "./WorkspaceView";
import styles from "./work.module.css";

const NothingLeft = later(async () => (await import("./NothingLeft")).NothingLeft, {
  texts: ["asides"],
});

/** One more was handed in. */
const counted = (guideline: number) => (pace: Pace | undefined) =>
  pace && { ...pace, handed_in: pace.handed_in + 1, guideline_before: guideline };

interface OpenTextProps {
  readonly project: string;
  readonly desk: OnDesk;
}

function OpenText({ project, desk }: OpenTextProps) {
  const t = useText("work");
  const { work } = desk;
  const { data: session } = useSuspenseQuery(sessionQuery);
  const ontology = useQuery(ontologyVersionQuery(project, work.ontology.number));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const onLeave = useCallback(
    () => void navigate({ to: "/projects/$projectId/work", params: { projectId: project } }),
    [navigate, project],
  );
  const onEnded = (ending: Ending, next: OnDesk | null) => {
    if (ending.kind !== "pause" && ending.kind !== "skip") {
      queries.setQueryData(paceQuery(project).queryKey, counted(work.guideline.number));
    }
    void queries.invalidateQueries({ queryKey: ["project", project, "work"] });
    void queries.invalidateQueries({ queryKey: ["project", project, "recent"] });
    if (ending.kind === "pause") return onLeave();
    announce(t(next === null ? "said.last" : `said.${ending.kind}`));
    const key = taskKey(project, work.duty);
    if (next !== null) queries.setQueryData<OnDesk>(key, next);
    else void queries.resetQueries({ queryKey: key });
  };
  const name = session.projects.find((each) => each.id === project)?.name ?? t("project");
  return (
    <Loaded query={ontology}>
      {({ document }) => (
        <WorkspaceView
          key={`${work.task_id} ${work.text_id}`}
          {...{ project, desk, onEnded, onLeave }}
          projectName={name}
          ontology={document}
        />
      )}
    </Loaded>
  );
}

function WorkPage({ duty }: { readonly duty: Duty }) {
  const t = useText("work");
  const project = useProjectId();
  useTitle(t(`bar.${duty}`));
  const { data: session } = useSuspenseQuery(sessionQuery);
  const task = useQuery(taskQuery(project, duty, session.user.id));
  if (task.isPending) {
    return (
      <main className={styles["alone"]}>
        <p className={styles["quiet"]}>{t("fetching")}</p>
        <LoadingLines lines={9} />
      </main>
    );
  }
  if (task.isError) {
    return (
      <main className={styles["alone"]}>
        <Failed error={task.error} retry={() => void task.refetch()} />
        <ButtonLink
          variant="default"
          to="/projects/$projectId/work"
          params={{ projectId: project }}
        >
          {t("leave.back")}
        </ButtonLink>
      </main>
    );
  }
  if (task.data === null) {
    return (
      <Suspense fallback={null}>
        <NothingLeft project={project} duty={duty} />
      </Suspense>
    );
  }
  return <OpenText project={project} desk={task.data} />;
}

/** What is said outlives the text it was said about: the next one is there when it is read. */
function Desk({ duty }: { readonly duty: Duty }) {
  return (
    <>
      <WorkPage duty={duty} />
      <Announcements />
    </>
  );
}

export const LabelPage = () => <Desk duty="label" />;
export const ReviewPage = () => <Desk duty="review" />;
