// The figures that matter first, each with what it is of.
// SPDX-License-Identifier: Apache-2.0
import type { Privacy } from "#api/privacy";
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";
import styles from "./privacy.module.css";

const number = (value: number): string => value.toLocaleString(language());
const share = (part: number, whole: number): string =>
  (whole === 0 ? 0 : part / whole).toLocaleString(language(), {
    style: "percent",
    maximumFractionDigits: 1,
  });

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly of: string;
}

function Figure({ name, value, of }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <span>{of}</span>
      </dd>
    </div>
  );
}

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

export function Figures({ privacy }: { readonly privacy: Privacy }) {
  const t = useText("privacy");
  const { redacted, kinds, ages, days, viewers, incidents } = privacy;
  const texts = sum(redacted.map(({ count }) => count));
  const some = sum(redacted.filter(({ word }) => word === "some").map(({ count }) => count));
  const places = sum(kinds.map((kind) => kind.places));
  const confirmed = sum(
    incidents.filter(({ word }) => word === "confirmed").map(({ count }) => count),
  );
  return (
    <dl className={styles["figures"]}>
      <Figure
        name={t("figure.redacted")}
        value={share(some, texts)}
        of={t("figure.redacted.of", { places: number(places), texts: number(texts) })}
      />
      <Figure
        name={t("figure.waiting")}
        value={number(sum(ages.map(({ waiting }) => waiting)))}
        of={t("figure.waiting.of", { aside: number(sum(ages.map(({ aside }) => aside))) })}
      />
      <Figure
        name={t("figure.missed")}
        value={number(sum(days.map(({ missed }) => missed)))}
        of={t("figure.missed.of", { confirmed: number(confirmed) })}
      />
      <Figure
        name={t("figure.exposed")}
        value={number(sum(days.map(({ exposed }) => exposed)))}
        of={t("figure.exposed.of", { people: number(viewers) })}
      />
    </dl>
  );
}
