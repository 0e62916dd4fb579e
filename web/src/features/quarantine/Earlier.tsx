// What was decided about a text before: by whom (a pseudonym), when and why.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { decisionsQuery } from "#api/quarantine";
import { useText } from "#i18n/Text";
import { ago } from "#lib/time";
import styles from "./quarantine.module.css";

type Kind = "aside" | "back" | "hide" | "hide-doubts" | "recall" | "release";

export function Earlier({ project, asset }: { readonly project: string; readonly asset: string }) {
  const t = useText("quarantine");
  const { data } = useQuery(decisionsQuery(project, asset));
  if (data === undefined || data.length === 0) return null;
  const now = Date.now();
  return (
    <section className={styles["earlier"]} aria-labelledby="earlier-title">
      <h2 id="earlier-title">{t("earlier.title")}</h2>
      <ol>
        {data.map((one) => (
          <li key={one.at}>
            <strong>{t(`earlier.kind.${one.kind as Kind}`)}</strong>{" "}
            <span dir="auto">{one.reason}</span>{" "}
            <small>{t("earlier.by", { who: one.by.slice(0, 8), when: ago(one.at, now) })}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
