// What happened day by day: misses and what was taken back, releases, and who met how much.
// SPDX-License-Identifier: Apache-2.0
import type { Privacy } from "#api/privacy";
import { useText } from "#i18n/Text";
import { Chart } from "#ui/charts/Chart";
import { Section } from "#ui/Page";

const DAY_MS = 86_400_000;
const isoOf = (time: number) => new Date(time).toISOString().slice(0, "2026-01-31".length);

/** Every day of the range, those without anything too. */
const daysUntilNow = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => isoOf(Date.now() - (count - 1 - at) * DAY_MS));

type Counted = "came" | "released" | "recalled" | "missed" | "exposed" | "views";

export function OverTime({ privacy, days }: { readonly privacy: Privacy; readonly days: number }) {
  const t = useText("privacy");
  const known = new Map(privacy.days.map((each) => [each.day, each]));
  const dates = daysUntilNow(days);
  const of = (name: Counted) => ({
    name: t(`day.${name}`),
    values: dates.map((each) => known.get(each)?.[name] ?? 0),
  });
  return (
    <Section title={t("overTime")}>
      <Chart
        title={t("overTime.misses")}
        about={t("overTime.missesAbout")}
        file="misses-per-day"
        shape="bars"
        days={dates}
        series={[of("missed"), of("recalled")]}
      />
      <Chart
        title={t("overTime.exposure")}
        about={t("overTime.exposureAbout")}
        file="exposure-per-day"
        shape="lines"
        days={dates}
        series={[of("exposed"), of("views")]}
      />
      <Chart
        title={t("overTime.flow")}
        file="texts-per-day"
        shape="bars"
        days={dates}
        series={[of("came"), of("released")]}
      />
    </Section>
  );
}
