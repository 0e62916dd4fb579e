// The few numbers that a manager looks for first, each with a way to what it counts.
// SPDX-License-Identifier: Apache-2.0
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Progress } from "#api/types";
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { Section } from "#ui/Page";
import styles from "./progress.module.css";

interface FigureProps {
  readonly name: string;
  readonly amount: string;
  readonly children: ReactNode;
}

function Figure({ name, amount, children }: FigureProps) {
  return (
    <div className={styles["figure"]}>
      <dt>{name}</dt>
      <dd>{amount}</dd>
      <dd className={styles["figureAbout"]}>{children}</dd>
    </div>
  );
}

/** When the rest may be done, said with all its doubt. */
function End({ progress }: { readonly progress: Progress }) {
  const t = useText("progress");
  const { forecast, no_forecast } = progress;
  if (forecast === null) {
    return (
      <Figure name={t("end")} amount={no_forecast === "done" ? t("end.isDone") : "–"}>
        {t(`end.${no_forecast ?? "too_few_days"}`)}
      </Figure>
    );
  }
  const { soonest, latest } = forecast;
  return (
    <Figure name={t("end")} amount={day(forecast.likely)}>
      {latest === null
        ? t("end.open", { soonest: day(soonest) })
        : t("end.range", { soonest: day(soonest), latest: day(latest) })}
    </Figure>
  );
}

interface FiguresProps {
  readonly progress: Progress;
  readonly project: string;
}

export function Figures({ progress, project }: FiguresProps) {
  const t = useText("progress");
  const shown = (amount: number) => amount.toLocaleString(language());
  const last = progress.days.at(-1);
  const texts = last?.texts_so_far ?? 0;
  const labeled = last?.labeled_so_far ?? 0;
  const { waiting, most_counted: most } = progress;
  const tasks = (search: { duty?: "review"; state?: "open" | "done" }, words: string) => (
    <Link to="/projects/$projectId/tasks" params={{ projectId: project }} search={search}>
      {words}
    </Link>
  );
  return (
    <Section title={t("stands")}>
      <dl className={styles["figures"]}>
        <Figure name={t("labeled")} amount={shown(labeled)}>
          {texts > 0 && t("labeled.of", { texts, share: Math.floor((100 * labeled) / texts) })}{" "}
          {tasks({ state: "done" }, t("see"))}
        </Figure>
        <Figure
          name={t("left")}
          amount={
            progress.left_is_about ? t("about", { count: progress.left }) : shown(progress.left)
          }
        >
          {t("left.about")} {tasks({ state: "open" }, t("see"))}
        </Figure>
        <Figure
          name={t("waiting")}
          amount={waiting > most ? t("over", { count: most }) : shown(waiting)}
        >
          {t("waiting.about")} {tasks({ duty: "review", state: "open" }, t("see"))}
        </Figure>
        <Figure
          name={t("pace")}
          amount={progress.forecast === null ? "–" : shown(progress.forecast.per_day)}
        >
          {t("pace.about")}
        </Figure>
        <End progress={progress} />
      </dl>
    </Section>
  );
}
