// How long texts take, step by step, and what reviewers decided, by guideline version.
// SPDX-License-Identifier: Apache-2.0
import type { ReviewsOfGuideline, TimesOfStep } from "#api/types";
import { language } from "#i18n/language";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { shareOf } from "#lib/interval";
import { minutesSeconds } from "#lib/time";
import { TableBehind } from "#ui/charts/TableBehind";
import { Section } from "#ui/Page";
import styles from "./progress.module.css";

const SECOND = 1000;

export function Times({ times }: { readonly times: readonly TimesOfStep[] }) {
  const t = useText("progress");
  return (
    <Section title={t("times")} about={t("times.about")}>
      {times.length === 0 ? (
        <p className={styles["quiet"]}>{t("times.none")}</p>
      ) : (
        <TableBehind
          title={t("times")}
          file="time-per-text"
          open
          head={[t("times.step"), t("times.median"), t("times.p90"), t("times.texts")]}
          rows={times.map((each) => [
            t(`times.${each.duty}`),
            minutesSeconds(each.median_seconds * SECOND),
            minutesSeconds(each.p90_seconds * SECOND),
            each.texts,
          ])}
        />
      )}
    </Section>
  );
}

/** `78 % (64 to 88 %)`: a share and its interval. */
export function shareWords(t: Say<"progress">, some: number, all: number): string {
  const found = shareOf(some, all);
  if (found === null) return "–";
  const percent = (part: number) => Math.round(100 * part).toLocaleString(language());
  const { share, low, high } = found;
  return t("share", { share: percent(share), low: percent(low), high: percent(high) });
}

export function Reviews({ reviews }: { readonly reviews: readonly ReviewsOfGuideline[] }) {
  const t = useText("progress");
  return (
    <Section title={t("outcomes")} about={t("outcomes.about")}>
      {reviews.length === 0 ? (
        <p className={styles["quiet"]}>{t("outcomes.none")}</p>
      ) : (
        <TableBehind
          title={t("outcomes")}
          file="review-outcomes"
          open
          head={[
            t("outcomes.guideline"),
            t("reviews.accepted"),
            t("reviews.corrected"),
            t("reviews.sentBack"),
            t("outcomes.share"),
          ]}
          rows={reviews.map(({ guideline, accepted, corrected, sent_back }) => [
            guideline === 0 ? t("outcomes.imported") : t("outcomes.version", { guideline }),
            accepted,
            corrected,
            sent_back,
            shareWords(t, accepted, accepted + corrected + sent_back),
          ])}
        />
      )}
    </Section>
  );
}
