// The labeling and the review page: lease a text, work on it, hand it in, take the next.
// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { ontologyVersionQuery } from "#api/projects";
import { sessionQuery } from "#api/session";
import type { Duty } from "#api/types";
import { ButtonLink } from "#ui/ButtonLink";
import { Loaded } from "#ui/Loaded";
import { useTitle } from "#ui/Page";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { type OnDesk, taskKey, taskQuery } from "./task";
import type { Ending } from "./useHandIn";
import { WorkspaceView } from "./WorkspaceView";
import styles from "./work.module.css";

const NOTHING = {
  label: {
    title: "Nothing left to label right now",
    text: "Every text that is ready is labeled or with somebody. New ones appear when more are added or when a review sends one back.",
  },
  review: {
    title: "Nothing left to review right now",
    text: "Texts come here after labeling. You never get one that you labeled yourself.",
  },
};

function NothingLeft({ project, duty }: { readonly project: string; readonly duty: Duty }) {
  const back = (
    <Link to="/projects/$projectId/work" params={{ projectId: project }}>
      Back to your work
    </Link>
  );
  return (
    <main className={styles["alone"]}>
      <Empty alone title={NOTHING[duty].title} action={back}>
        {NOTHING[duty].text}
      </Empty>
    </main>
  );
}

interface OpenTextProps {
  readonly project: string;
  readonly desk: OnDesk;
}

function OpenText({ project, desk }: OpenTextProps) {
  const { work } = desk;
  const { data: session } = useSuspenseQuery(sessionQuery);
  const ontology = useQuery(ontologyVersionQuery(project, work.ontology.number));
  const navigate = useNavigate();
  const queries = useQueryClient();
  const onLeave = useCallback(
    () => void navigate({ to: "/projects/$projectId/work", params: { projectId: project } }),
    [navigate, project],
  );
  const onEnded = (ending: Ending) => {
    void queries.invalidateQueries({ queryKey: ["project", project, "work"] });
    void queries.invalidateQueries({ queryKey: ["project", project, "recent"] });
    if (ending.kind === "pause") return onLeave();
    void queries.resetQueries({ queryKey: taskKey(project, work.duty) });
  };
  const name = session.projects.find((each) => each.id === project)?.name ?? "Project";
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
  const project = useProjectId();
  useTitle(duty === "label" ? "Label" : "Review");
  const { data: session } = useSuspenseQuery(sessionQuery);
  const task = useQuery(taskQuery(project, duty, session.user.id));
  if (task.isPending) {
    return (
      <main className={styles["alone"]}>
        <p className={styles["quiet"]}>Fetching the next text…</p>
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
          Back to your work
        </ButtonLink>
      </main>
    );
  }
  if (task.data === null) return <NothingLeft project={project} duty={duty} />;
  return <OpenText project={project} desk={task.data} />;
}

export const LabelPage = () => <WorkPage duty="label" />;
export const ReviewPage = () => <WorkPage duty="review" />;
