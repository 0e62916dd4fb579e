// The way from nothing to work: seven steps, each as the project stands, left and resumed at will.
// - Nothing is ticked off by hand, so nothing is lost: what is done is done wherever it was done.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { IconCircle, IconCircleCheckFilled, IconClock } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { holdWork, setUpQuery, startWork } from "#api/projects";
import type { SetUp, SetUpStage } from "#api/types";
import { useText } from "#i18n/Text";
import { ButtonLink } from "#ui/ButtonLink";
import { Loaded } from "#ui/Loaded";
import { Failed, Note } from "#ui/states";
import { useOffers } from "#ui/useRoles";
import type { PartProps } from "./part";
import styles from "./path.module.css";

const ICONS = { done: IconCircleCheckFilled, waiting: IconClock, needed: IconCircle };

interface WayProps {
  readonly project: string;
  readonly step: Exclude<SetUpStage["step"], "start">;
  readonly isNext: boolean;
  readonly words: string;
}

/** To where a step is done. */
function Way({ project, step, isNext, words }: WayProps) {
  const look = { variant: isNext ? "filled" : "default", size: "compact-sm" } as const;
  const params = { projectId: project };
  switch (step) {
    case "data":
      return (
        <ButtonLink {...look} to="/projects/$projectId/upload" params={params}>
          {words}
        </ButtonLink>
      );
    case "people":
      return (
        <ButtonLink {...look} to="/projects/$projectId/people" params={params}>
          {words}
        </ButtonLink>
      );
    default:
      return (
        <ButtonLink
          {...look}
          to="/projects/$projectId/setup"
          params={params}
          search={{ part: step }}
        >
          {words}
        </ButtonLink>
      );
  }
}

function About({ stage, setUp }: { readonly stage: SetUpStage; readonly setUp: SetUp }) {
  const t = useText("setup");
  const about = {
    data: { ready: setUp.texts_ready, coming: setUp.texts_received, held: setUp.texts_held_back },
    people: { labelers: setUp.labelers, reviewers: setUp.reviewers, invited: setUp.invited },
    steps: { share: setUp.review_share_percent, minutes: setUp.lease_minutes },
    policy: {},
    labels: {},
    guideline: {},
    start: {},
  }[stage.step];
  return (
    <div className={styles["about"]}>
      <p>{t(`path.${stage.step}.about`, about)}</p>
      {stage.missing.map((missing) => (
        <p key={missing} className={styles["missing"]}>
          {t(`path.missing.${missing}`)}
        </p>
      ))}
    </div>
  );
}

/** Why work cannot start, as far as this page knows it itself. */
function Refused({ setUp, error }: { readonly setUp: SetUp; readonly error: unknown }) {
  const t = useText("setup");
  if (!setUp.held || setUp.blocking.length === 0) return <Failed error={error} />;
  return (
    <Note tone="bad" title={t("path.refused")}>
      <ul className={styles["reasons"]}>
        {setUp.blocking.map((missing) => (
          <li key={missing}>{t(`path.missing.${missing}`)}</li>
        ))}
      </ul>
    </Note>
  );
}

function Start({ project, setUp }: { readonly project: string; readonly setUp: SetUp }) {
  const t = useText("setup");
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => (setUp.held ? startWork(project) : holdWork(project)),
    onSettled: () => queries.invalidateQueries({ queryKey: ["project", project] }),
  });
  return (
    <>
      {change.isError && <Refused setUp={setUp} error={change.error} />}
      <Button
        variant={setUp.held ? "filled" : "default"}
        size={setUp.held ? "sm" : "compact-sm"}
        loading={change.isPending}
        onClick={() => change.mutate()}
      >
        {t(setUp.held ? "path.start.go" : "path.start.hold")}
      </Button>
    </>
  );
}

function Step({
  project,
  stage,
  setUp,
  isNext,
  mayEdit,
}: {
  readonly project: string;
  readonly stage: SetUpStage;
  readonly setUp: SetUp;
  readonly isNext: boolean;
  readonly mayEdit: boolean;
}) {
  const t = useText("setup");
  const Icon = ICONS[stage.standing];
  const { step } = stage;
  return (
    <li
      className={styles["step"]}
      data-standing={stage.standing}
      aria-current={isNext ? "step" : undefined}
    >
      <Icon size={22} aria-hidden="true" className={styles["icon"]} />
      <div>
        <h2 className={styles["name"]}>
          {t(`path.${stage.step}`)}{" "}
          <span className={styles["standing"]}>{t(`path.standing.${stage.standing}`)}</span>
        </h2>
        <About stage={stage} setUp={setUp} />
      </div>
      <div className={styles["act"]}>
        {step !== "start" && (
          <Way
            {...{ project, step, isNext }}
            words={t(mayEdit ? `path.${step}.do` : "path.look")}
          />
        )}
        {step === "start" && mayEdit && <Start project={project} setUp={setUp} />}
      </div>
    </li>
  );
}

export function PathPart({ project }: PartProps) {
  const t = useText("setup");
  const offers = useOffers();
  const setUp = useQuery(setUpQuery(project));
  return (
    <Loaded query={setUp} lines={8}>
      {(loaded) => {
        const next = loaded.stages.find(({ standing }) => standing === "needed");
        return (
          <>
            <p className={styles["lead"]}>{t("path.lead")}</p>
            {!loaded.held && <Note tone="ok">{t("path.started")}</Note>}
            {loaded.held && loaded.blocking.length === 0 && (
              <Note tone="info">{t("path.readyToStart")}</Note>
            )}
            <ol className={styles["path"]}>
              {loaded.stages.map((stage) => (
                <Step
                  key={stage.step}
                  project={project}
                  stage={stage}
                  setUp={loaded}
                  isNext={stage === next}
                  mayEdit={offers("edit-steps")}
                />
              ))}
            </ol>
          </>
        );
      }}
    </Loaded>
  );
}
