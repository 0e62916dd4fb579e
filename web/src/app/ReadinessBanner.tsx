// A part of the platform that is not ready, said in words: what waits, what works.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { readinessQuery } from "#api/session";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import styles from "./app.module.css";

const PARTS = ["database", "keys", "disk", "redactor", "worker", "sequencer"] as const;
const isKnown = (name: string): name is (typeof PARTS)[number] =>
  (PARTS as readonly string[]).includes(name);

/** What does not work while a part is away, and what does. */
function sentence(t: Say<"app">, name: string, state: string): string {
  if (state === "starting" || state === "loading") return t("ready.starting", { part: name });
  return isKnown(name) ? t(`ready.${name}`) : t("ready.other", { part: name });
}

export function ReadinessBanner() {
  const t = useText("app");
  const { data, isError } = useQuery(readinessQuery);
  const down = Object.entries(data?.parts ?? {}).filter(([, part]) => part.state !== "ready");
  if (isError) {
    return (
      <div className={styles["banner"]} role="status">
        {t("ready.offline")}
      </div>
    );
  }
  if (down.length === 0) return null;
  return (
    <div className={styles["banner"]} role="status">
      {down.map(([name, part]) => (
        <p key={name}>{sentence(t, name, part.state)}</p>
      ))}
    </div>
  );
}
