// One event: a sentence, its time, and on demand everything that the log says of it.
// SPDX-License-Identifier: Apache-2.0
import { IconCircleCheck, IconClock } from "@tabler/icons-react";
import { useState } from "react";
import type { Happened } from "#api/activity";
import { useText } from "#i18n/Text";
import styles from "./activity.module.css";
import { sentenceOf } from "./sentences";

interface EntryProps {
  readonly event: Happened;
  readonly name: string | undefined;
}

const spelled = (fact: unknown): string =>
  typeof fact === "object" && fact !== null ? JSON.stringify(fact) : String(fact);

function Facts({ event }: { readonly event: Happened }) {
  const facts = [["kind", event.kind], ["actor", event.actor], ...Object.entries(event.facts)];
  return (
    <dl className={styles["facts"]}>
      {facts.map(([name, fact]) => (
        <div key={String(name)}>
          <dt>{String(name)}</dt>
          <dd>{spelled(fact)}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Entry({ event, name }: EntryProps) {
  const t = useText("activity");
  const [isOpen, setOpen] = useState(false);
  const who = name ?? t("somebody", { code: event.actor.slice(0, 4) });
  const logged = event.index !== null;
  const Icon = logged ? IconCircleCheck : IconClock;
  const time = new Date(event.at);
  return (
    <li className={styles["event"]}>
      <time dateTime={event.at} className={styles["time"]}>
        {time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
      </time>
      <button
        type="button"
        className={styles["sentence"]}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(sentenceOf(event.kind), { who, kind: event.kind })}
      </button>
      <span className={styles["logged"]} data-logged={logged || undefined}>
        <Icon size={14} aria-hidden="true" />
        {logged ? t("entry", { index: event.index ?? 0 }) : t("not-yet")}
      </span>
      {isOpen && <Facts event={event} />}
    </li>
  );
}
