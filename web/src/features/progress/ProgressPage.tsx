// Progress: how far, how fast, when it may be done, how long a text takes, how review went, by whom.
// - Every number has its table and its file; a share has its interval, an end its range.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { progressQuery } from "#api/progress";
import type { Progress } from "#api/types";
import { useText } from "#i18n/Text";
import { RANGES, USUAL_RANGE } from "#lib/ranges";
import { clock } from "#lib/time";
import { Chart } from "#ui/charts/Chart";
import { Loaded } from "#ui/Loaded";
import { Page, Section } from "#ui/Page";
import { Segments } from "#ui/Segments";
import { Empty, Note } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { Figures } from "./Figures";
import { Reviews, Times } from "./Outcomes";
import { People } from "./People";

function Charts({ progress }: { readonly progress: Progress }) {
  const t = useText("progress");
  const { days } = progress;
  const dates = days.map(({ day }) => day);
  return (
    <Section title={t("charts")} about={t("chartsAbout")}>
      <Chart
        title={t("soFar")}
        file="texts-so-far"
        shape="lines"
        days={dates}
        series={[
          { name: t("soFar.texts"), values: days.map((each) => each.texts_so_far) },
          { name: t("soFar.labeled"), values: days.map((each) => each.labeled_so_far) },
          { name: t("soFar.reviewed"), values: days.map((each) => each.reviewed_so_far) },
        ]}
      />
      <Chart
        title={t("perDay")}
        file="labeled-per-day"
        shape="bars"
        days={dates}
        series={[
          { name: t("perDay.labeled"), values: days.map((each) => each.labeled) },
          { name: t("perDay.relabeled"), values: days.map((each) => each.relabeled) },
        ]}
      />
      <Chart
        title={t("reviews")}
        file="reviews-per-day"
        shape="bars"
        days={dates}
        series={[
          { name: t("reviews.accepted"), values: days.map((each) => each.accepted) },
          { name: t("reviews.corrected"), values: days.map((each) => each.corrected) },
          { name: t("reviews.sentBack"), values: days.map((each) => each.sent_back) },
        ]}
      />
    </Section>
  );
}

function All({ progress, project }: { readonly progress: Progress; readonly project: string }) {
  const t = useText("progress");
  const hasTexts = (progress.days.at(-1)?.texts_so_far ?? 0) > 0;
  return (
    <>
      {progress.behind && <Note tone="info">{t("behind")}</Note>}
      {!hasTexts && !progress.behind ? (
        <Empty title={t("none")}>{t("noneAbout")}</Empty>
      ) : (
        <>
          <Figures progress={progress} project={project} />
          <Charts progress={progress} />
          <Times times={progress.times} />
          <Reviews reviews={progress.reviews} />
          <People
            people={progress.people}
            namesShown={progress.names_shown}
            isWithheld={progress.people_withheld}
          />
        </>
      )}
    </>
  );
}

export function ProgressPage() {
  const t = useText("progress");
  const project = useProjectId();
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const days = search.days ?? USUAL_RANGE;
  const progress = useQuery(progressQuery(project, days));
  const range = (
    <Segments
      aria-label={t("range")}
      value={String(days)}
      data={RANGES.map((each) => ({ value: String(each), label: t("days", { count: each }) }))}
      onChange={(next) => void navigate({ to: ".", search: { days: Number(next) }, replace: true })}
    />
  );
  const about = progress.data && t("asOf", { time: clock(progress.data.as_of) });
  return (
    <Page title={t("title")} wide about={about} actions={range}>
      <Loaded query={progress} lines={8}>
        {(loaded) => <All progress={loaded} project={project} />}
      </Loaded>
    </Page>
  );
}
