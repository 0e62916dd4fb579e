// A share with how sure it is: `.97 ± .01 of 412`; the exact interval for whoever points at it.
// SPDX-License-Identifier: Apache-2.0
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";

interface RateShown {
  readonly part: number;
  readonly whole: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const percent = (value: number): string =>
  value.toLocaleString(language(), { style: "percent", maximumFractionDigits: 1 });

export function RateWords({ rate }: { readonly rate: RateShown }) {
  const t = useText("app");
  if (rate.whole === 0) return <>–</>;
  const about = (100 * (rate.high - rate.low)) / 2;
  const half = about.toLocaleString(language(), { maximumFractionDigits: 1 });
  const title = t("rate.interval", { low: percent(rate.low), high: percent(rate.high) });
  return (
    <span title={title}>
      {t("rate.words", { value: percent(rate.value), half, whole: rate.whole })}
    </span>
  );
}
