// How things stand now: texts by tier and state, places by kind, how long what is held waits.
// SPDX-License-Identifier: Apache-2.0
import type { Privacy } from "#api/privacy";
import { useText } from "#i18n/Text";
import { Shares } from "#ui/charts/Shares";
import { Section } from "#ui/Page";
import styles from "./privacy.module.css";
import { useWord } from "./useWord";

const STATES = ["ready", "quarantined", "received", "failed", "erased"] as const;
const AGES = ["hour", "day", "week", "month", "longer"] as const;
const MOST_KINDS = 14;

export function Standing({ privacy }: { readonly privacy: Privacy }) {
  const t = useText("privacy");
  const word = useWord();
  const { assets, kinds, ages, causes, seen_by: seen } = privacy;
  const states = STATES.filter((state) => assets.some((one) => one.state === state));
  const tiers = [...new Set(assets.map(({ tier }) => tier))];
  const count = (tier: string, state: string) =>
    assets.find((one) => one.tier === tier && one.state === state)?.count ?? 0;
  const age = (name: string) => ages.find((one) => one.age === name);
  return (
    <Section title={t("standing")}>
      <div className={styles["pair"]}>
        <Shares
          title={t("tiers")}
          of={t("tier")}
          file="texts-by-tier"
          parts={states.map((state) => t(`state.${state}`))}
          rows={tiers.map((tier) => ({
            name: word("tier", tier || "none"),
            values: states.map((state) => count(tier, state)),
          }))}
        />
        <Shares
          title={t("kinds")}
          about={t("kinds.about")}
          of={t("kind")}
          file="hidden-by-kind"
          parts={[t("places")]}
          rows={kinds
            .slice(0, MOST_KINDS)
            .map(({ kind, places }) => ({ name: word("kind", kind), values: [places] }))}
        />
        <Shares
          title={t("ages")}
          of={t("age")}
          file="quarantine-by-age"
          parts={[t("ages.waiting"), t("ages.aside")]}
          rows={AGES.map((name) => ({
            name: t(`age.${name}`),
            values: [age(name)?.waiting ?? 0, age(name)?.aside ?? 0],
          }))}
        />
        <Shares
          title={t("causes")}
          of={t("cause")}
          file="quarantine-by-reason"
          parts={[t("texts")]}
          rows={causes.map((one) => ({ name: word("cause", one.word), values: [one.count] }))}
        />
        <Shares
          title={t("seen")}
          about={t("seen.about")}
          of={t("people")}
          file="texts-by-people"
          parts={[t("texts")]}
          rows={seen.map((one) => ({
            name: t("seen.by", { count: Number(one.word), more: one.word === "4" ? "yes" : "no" }),
            values: [one.count],
          }))}
        />
      </div>
    </Section>
  );
}
