// A part of the platform that is not ready, said in words: what waits, what works.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { readinessQuery } from "#api/session";
import styles from "./app.module.css";

const SENTENCES: Readonly<Record<string, string>> = {
  database: "The database cannot be reached. Nothing can be saved until it is back.",
  keys: "A key of this installation is missing. Nothing can be opened or saved until it is back: tell your administrator.",
  disk: "The disk of this installation is full. What was saved is safe; new work may not be saved until there is space again.",
  redactor:
    "Redaction is not running. New texts and the quarantine wait; texts that are ready can be labeled.",
  worker: "Background jobs are not running. Imports and exports wait; labeling works.",
  sequencer:
    "The audit log is behind. Exports and other far-reaching acts wait until it has caught up.",
};

export function ReadinessBanner() {
  const { data, isError } = useQuery(readinessQuery);
  const down = Object.entries(data?.parts ?? {}).filter(([, part]) => part.state !== "ready");
  if (isError) {
    return (
      <div className={styles["banner"]} role="status">
        The server cannot be reached. What is on screen stays; we keep trying.
      </div>
    );
  }
  if (down.length === 0) return null;
  return (
    <div className={styles["banner"]} role="status">
      {down.map(([name, part]) => (
        <p key={name}>
          {part.state === "starting" || part.state === "loading"
            ? `${name === "redactor" ? "Redaction" : `The ${name}`} is starting. This takes a moment.`
            : (SENTENCES[name] ?? `${name} is not ready.`)}
        </p>
      ))}
    </div>
  );
}
