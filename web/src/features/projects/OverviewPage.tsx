// A project at a glance: what is where, and what to do next.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { projectQuery } from "#api/projects";
import type { Project, TaskCounts } from "#api/types";
import { language } from "#i18n/language";
import { Text, useText } from "#i18n/Text";
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
      <dd>{amount.toLocaleString(language())}</dd>
      <dd className={styles["figureAbout"]}>{about}</dd>
    </div>
  );
}

const inStates = (counts: TaskCounts, ...states: readonly string[]) =>
  states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

interface Step {
  readonly is: `steps.${"policy" | "labels" | "guideline" | "upload" | "people"}`;
  readonly done: boolean;
  readonly link: ReactElement;
}

const toSetup = (params: { readonly projectId: string }, part: string) => (
  <Link to="/projects/$projectId/setup" params={params} search={{ part }} />
);

function stepsOf(project: Project): readonly Step[] {
  const { assets, tasks } = project.counts;
  const params = { projectId: project.id };
  return [
    {
      is: "steps.policy",
      done: project.policy_version !== null,
      link: toSetup(params, "policy"),
    },
    {
      is: "steps.labels",
      done: project.ontology_version !== null,
      link: toSetup(params, "labels"),
    },
    {
      is: "steps.guideline",
      done: project.guideline_version !== null,
      link: toSetup(params, "guideline"),
    },
    {
      is: "steps.upload",
      done: assets.received + assets.ready + assets.quarantined > 0,
      link: <Link to="/projects/$projectId/upload" params={params} />,
    },
    {
      is: "steps.people",
      done: inStates(tasks.label, "done", "leased", "returned") > 0,
      link: <Link to="/projects/$projectId/people" params={params} />,
    },
  ];
}

function NextSteps({ project }: { readonly project: Project }) {
  const t = useText("projects");
  const steps = stepsOf(project);
  if (steps.every((step) => step.done)) return null;
  return (
    <Section title={t("steps.title")}>
      <ol className={styles["steps"]}>
        {steps.map(({ is, done, link }) => (
          <li key={is} data-done={done || undefined}>
            <span className={styles["stepState"]}>{t(done ? "steps.done" : "steps.todo")}</span>
            <span>
              <Text of="projects" is={is} tags={{ a: link }} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Overview({ project }: { readonly project: Project }) {
  const t = useText("projects");
  const { assets, tasks } = project.counts;
  return (
    <>
      {project.held && (
        <Note tone="info" title={t("heldWork.title")}>
          <Text
            of="projects"
            is="heldWork.about"
            tags={{
              a: (
                <Link
                  to="/projects/$projectId/setup"
                  params={{ projectId: project.id }}
                  search={{ part: "path" }}
                />
              ),
            }}
          />
        </Note>
      )}
      {project.policy_state === "proposed" && (
        <Note tone="warn" title={t("proposed.title")}>
          {t("proposed.about")}
        </Note>
      )}
      {assets.quarantined > 0 && (
        <Note tone="info">
          {t("held", { count: assets.quarantined })}{" "}
          {project.roles.includes("data_steward") && (
            <Link to="/projects/$projectId/quarantine" params={{ projectId: project.id }}>
              {t("held.look")}
            </Link>
          )}
        </Note>
      )}
      <NextSteps project={project} />
      <Section title={t("texts.title")}>
        <dl className={styles["figures"]}>
          <Figure
            amount={assets.received}
            name={t("texts.received")}
            about={t("texts.receivedAbout")}
          />
          <Figure amount={assets.ready} name={t("texts.ready")} about={t("texts.readyAbout")} />
          <Figure
            amount={assets.quarantined}
            name={t("texts.quarantined")}
            about={t("texts.quarantinedAbout")}
          />
          <Figure amount={assets.failed} name={t("texts.failed")} about={t("texts.failedAbout")} />
        </dl>
      </Section>
      <Section title={t("labeling.title")}>
        <dl className={styles["figures"]}>
          <Figure
            amount={inStates(tasks.label, "open")}
            name={t("labeling.open")}
            about={t("labeling.openAbout")}
          />
          <Figure
            amount={inStates(tasks.label, "leased", "returned")}
            name={t("labeling.held")}
            about={t("labeling.heldAbout")}
          />
          <Figure
            amount={inStates(tasks.label, "done")}
            name={t("labeling.done")}
            about={t("labeling.doneAbout")}
          />
          <Figure
            amount={inStates(tasks.label, "skipped")}
            name={t("labeling.skipped")}
            about={t("labeling.skippedAbout")}
          />
        </dl>
      </Section>
      <Section title={t("review.title")}>
        <dl className={styles["figures"]}>
          <Figure
            amount={inStates(tasks.review, "open", "leased")}
            name={t("review.waiting")}
            about={t("review.waitingAbout")}
          />
          <Figure
            amount={inStates(tasks.review, "done")}
            name={t("review.done")}
            about={t("review.doneAbout")}
          />
        </dl>
      </Section>
    </>
  );
}

export function OverviewPage() {
  const t = useText("projects");
  const project = useQuery({ ...projectQuery(useProjectId()), refetchInterval: 10_000 });
  const data = project.data;
  const about = data && [
    t("overview.labels", { version: data.ontology_version ?? 0 }),
    t("overview.guideline", { version: data.guideline_version ?? 0 }),
    t("overview.policy", { version: data.policy_version ?? 0 }),
    ...(data.separates_steps ? [t("overview.separation")] : []),
  ];
  return (
    <Page title={data?.name ?? t("overview.title")} about={about?.join(" · ")} wide>
      <Loaded query={project} lines={8}>
        {(loaded) => <Overview project={loaded} />}
      </Loaded>
    </Page>
  );
}
