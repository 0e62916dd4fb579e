// A project at a glance: what is where, and what to do next.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { projectQuery } from "#api/projects";
import type { Project, TaskCounts } from "#api/types";
import { count } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { Page, Section } from "#ui/Page";
import { Note } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import styles from "./projects.module.css";

interface FigureProps {
  readonly amount: number;
  readonly name: string;
  readonly about: string;
}

function Figure({ amount, name, about }: FigureProps) {
  return (
    <div className={styles["figure"]}>
      <dt>{name}</dt>
      <dd>{amount.toLocaleString("en")}</dd>
      <dd className={styles["figureAbout"]}>{about}</dd>
    </div>
  );
}

interface Step {
  readonly done: boolean;
  readonly text: ReactNode;
}

const toSetup = (project: string, part: string, words: string) => (
  <Link to="/projects/$projectId/setup" params={{ projectId: project }} search={{ part }}>
    {words}
  </Link>
);

const inStates = (counts: TaskCounts, ...states: readonly string[]) =>
  states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

function stepsOf(project: Project): readonly Step[] {
  const { assets, tasks } = project.counts;
  const params = { projectId: project.id };
  const texts = assets.received + assets.ready + assets.quarantined;
  return [
    {
      done: project.policy_version !== null,
      text: <>{toSetup(project.id, "policy", "Choose what is hidden")} before anyone sees a text</>,
    },
    {
      done: project.ontology_version !== null,
      text: <>{toSetup(project.id, "labels", "Name the labels and questions")}</>,
    },
    {
      done: project.guideline_version !== null,
      text: <>{toSetup(project.id, "guideline", "Write the guideline")} that labelers read</>,
    },
    {
      done: texts > 0,
      text: (
        <Link to="/projects/$projectId/upload" params={params}>
          Add texts
        </Link>
      ),
    },
    {
      done: inStates(tasks.label, "done", "leased", "returned") > 0,
      text: (
        <>
          <Link to="/projects/$projectId/people" params={params}>
            Invite people
          </Link>{" "}
          to label and to review
        </>
      ),
    },
  ];
}

function NextSteps({ project }: { readonly project: Project }) {
  const steps = stepsOf(project);
  if (steps.every((step) => step.done)) return null;
  return (
    <Section title="Setting up">
      <ol className={styles["steps"]}>
        {steps.map((step, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps are fixed
          <li key={at} data-done={step.done || undefined}>
            <span className={styles["stepState"]}>{step.done ? "Done" : "To do"}</span>
            <span>{step.text}</span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Overview({ project }: { readonly project: Project }) {
  const { assets, tasks } = project.counts;
  return (
    <>
      {project.policy_state === "proposed" && (
        <Note tone="warn" title="The newest policy is not in force.">
          The redactor has not taken it over, or refuses it because it hides less than this
          installation demands. Jobs say which.
        </Note>
      )}
      {assets.quarantined > 0 && (
        <Note tone="info">
          Quarantine holds {count(assets.quarantined, "text")} back: the redactor was not sure, so
          nobody gets to see what is in there.{" "}
          {project.roles.includes("data_steward") && (
            <Link to="/projects/$projectId/quarantine" params={{ projectId: project.id }}>
              Look at them
            </Link>
          )}
        </Note>
      )}
      <Section title="Texts">
        <dl className={styles["figures"]}>
          <Figure amount={assets.received} name="Received" about="wait for redaction" />
          <Figure amount={assets.ready} name="Ready" about="redacted by policy" />
          <Figure amount={assets.quarantined} name="Quarantined" about="wait for a data steward" />
          <Figure amount={assets.failed} name="Failed" about="could not be redacted" />
        </dl>
      </Section>
      <Section title="Labeling">
        <dl className={styles["figures"]}>
          <Figure amount={inStates(tasks.label, "open")} name="Open" about="for anyone to take" />
          <Figure
            amount={inStates(tasks.label, "leased", "returned")}
            name="With somebody"
            about="being labeled, or sent back"
          />
          <Figure amount={inStates(tasks.label, "done")} name="Labeled" about="handed in" />
          <Figure
            amount={inStates(tasks.label, "skipped")}
            name="Skipped"
            about="nobody could label them"
          />
        </dl>
      </Section>
      <Section title="Review">
        <dl className={styles["figures"]}>
          <Figure
            amount={inStates(tasks.review, "open", "leased")}
            name="Waiting"
            about="drawn for review"
          />
          <Figure
            amount={inStates(tasks.review, "done")}
            name="Reviewed"
            about="accepted or mended"
          />
        </dl>
      </Section>
      <NextSteps project={project} />
    </>
  );
}

const version = (name: string, number: number | null) =>
  number === null ? `no ${name} yet` : `${name} v${number}`;

export function OverviewPage() {
  const project = useQuery({ ...projectQuery(useProjectId()), refetchInterval: 10_000 });
  const data = project.data;
  const about = data && (
    <>
      {version("labels", data.ontology_version)} · {version("guideline", data.guideline_version)} ·{" "}
      {version("redaction policy", data.policy_version)}
      {data.separates_steps && " · nobody reviews a text they labeled"}
    </>
  );
  return (
    <Page title={data?.name ?? "Project"} about={about} wide>
      <Loaded query={project} lines={8}>
        {(loaded) => <Overview project={loaded} />}
      </Loaded>
    </Page>
  );
}
