// The one line above a text: where one is, under which rules, for how long, and whether it is saved.
// SPDX-License-Identifier: Apache-2.0
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconCloudOff,
  IconLock,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { serverNow } from "#api/http";
import { paceQuery } from "#api/work";
import type { SaveState } from "#lib/autosave";
import { clock, minutesSeconds } from "#lib/time";
import { Mark } from "#ui/Mark";
import styles from "./bar.module.css";
import type { Workspace } from "./useWorkspace";

const SOON_MS = 120_000;
const TICK_MS = 1_000;

function SaveWords({ state, retry }: { readonly state: SaveState; readonly retry: () => void }) {
  switch (state.kind) {
    case "saved":
      return (
        <span className={styles["save"]}>
          <IconCheck size={15} aria-hidden="true" /> Saved
        </span>
      );
    case "waiting":
    case "saving":
      return <span className={styles["save"]}>Saving…</span>;
    case "offline":
      return (
        <span className={styles["save"]} data-tone="warn">
          <IconCloudOff size={15} aria-hidden="true" /> Offline, kept here
        </span>
      );
    case "refused":
      return (
        <span className={styles["save"]} data-tone="bad">
          <IconAlertTriangle size={15} aria-hidden="true" /> Could not save: {state.message}{" "}
          <button type="button" className={styles["link"]} onClick={retry}>
            Try again
          </button>
        </span>
      );
  }
}

/** Ticks by itself, so that nothing else on the page has to. */
function Timer({ expiresAt }: { readonly expiresAt: string }) {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const left = Date.parse(expiresAt) - now;
  return (
    <span
      className={styles["timer"]}
      data-soon={left < SOON_MS || undefined}
      title="When the time is up the text goes back to the queue; your draft is kept for you"
    >
      <IconClock size={15} aria-hidden="true" /> {minutesSeconds(left)} left
    </span>
  );
}

/** One's own day: nobody else's is shown anywhere. */
function OwnPace({ project }: { readonly project: string }) {
  const { data } = useQuery(paceQuery(project));
  if (data === undefined || data.handed_in === 0) return null;
  const each = data.median_seconds;
  return (
    <span
      className={`${styles["barQuiet"]} ${styles["barLater"]}`}
      title="Your own day: only you see this"
    >
      {data.handed_in} today{each != null && ` · about ${minutesSeconds(each * 1000)} each`}
    </span>
  );
}

interface StatusBarProps {
  readonly workspace: Workspace;
  readonly projectName: string;
}

export function StatusBar({ workspace, projectName }: StatusBarProps) {
  const { work, lease, draft, changeCount } = workspace;
  const isReview = work.duty === "review";
  return (
    <header className={styles["bar"]}>
      <Link
        to="/projects/$projectId/work"
        params={{ projectId: workspace.project }}
        className={styles["barProject"]}
      >
        <Mark size={20} /> {projectName}
      </Link>
      <h1 className={styles["barStep"]}>
        {isReview ? "Review" : "Label"}
        <span>
          {" "}
          · step {work.step.position} of {work.step.of}
        </span>
      </h1>
      {work.guideline !== null && (
        <span className={styles["barQuiet"]}>guideline v{work.guideline.number}</span>
      )}
      <span
        className={`${styles["barQuiet"]} ${styles["barLater"]}`}
        title="Hidden places follow this redaction policy"
      >
        policy v{work.policy.number}
      </span>
      {isReview && changeCount > 0 && (
        <span className={styles["barQuiet"]}>{changeCount} changed</span>
      )}
      <span className={styles["barEnd"]}>
        <OwnPace project={workspace.project} />
        <span
          className={styles["barQuiet"]}
          title={
            isReview
              ? "Nobody else has this text open. Whoever labeled it never learns who you are."
              : "Nobody else has this text open. A reviewer may see it afterwards, without your name."
          }
        >
          <IconLock size={14} aria-hidden="true" /> only you see this text, until{" "}
          {clock(lease.expiresAt)}
        </span>
        <Timer expiresAt={lease.expiresAt} />
        <span role="status" className={styles["saveSlot"]} data-testid="save-state">
          <SaveWords state={draft.state} retry={draft.retry} />
        </span>
      </span>
    </header>
  );
}
