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
import { useText } from "#i18n/Text";
import type { SaveState } from "#lib/autosave";
import { clock, minutesSeconds } from "#lib/time";
import { Mark } from "#ui/Mark";
import styles from "./bar.module.css";
import type { Workspace } from "./useWorkspace";

const SOON_MS = 120_000;
const TICK_MS = 1_000;

function SaveWords({ state, retry }: { readonly state: SaveState; readonly retry: () => void }) {
  const t = useText("work");
  switch (state.kind) {
    case "saved":
      return (
        <span className={styles["save"]}>
          <IconCheck size={15} aria-hidden="true" /> {t("save.saved")}
        </span>
      );
    case "waiting":
    case "saving":
      return <span className={styles["save"]}>{t("save.saving")}</span>;
    case "offline":
      return (
        <span className={styles["save"]} data-tone="warn">
          <IconCloudOff size={15} aria-hidden="true" /> {t("save.offline")}
        </span>
      );
    case "refused":
      return (
        <span className={styles["save"]} data-tone="bad">
          <IconAlertTriangle size={15} aria-hidden="true" />{" "}
          {t("save.refused", { why: state.message })}{" "}
          <button type="button" className={styles["link"]} onClick={retry}>
            {t("save.retry")}
          </button>
        </span>
      );
  }
}

/** Ticks by itself, so that nothing else on the page has to. */
function Timer({ expiresAt }: { readonly expiresAt: string }) {
  const t = useText("work");
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
      title={t("bar.leftAbout")}
    >
      <IconClock size={15} aria-hidden="true" /> {t("bar.left", { time: minutesSeconds(left) })}
    </span>
  );
}

/** One's own day: nobody else's is shown anywhere. */
function OwnPace({ project }: { readonly project: string }) {
  const t = useText("work");
  const { data } = useQuery(paceQuery(project));
  if (data === undefined || data.handed_in === 0) return null;
  const each = data.median_seconds;
  return (
    <span className={`${styles["barQuiet"]} ${styles["barLater"]}`} title={t("bar.paceAbout")}>
      {each == null
        ? t("bar.today", { count: data.handed_in })
        : t("bar.todayEach", { count: data.handed_in, time: minutesSeconds(each * 1000) })}
    </span>
  );
}

interface StatusBarProps {
  readonly workspace: Workspace;
  readonly projectName: string;
}

export function StatusBar({ workspace, projectName }: StatusBarProps) {
  const t = useText("work");
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
        {t(isReview ? "bar.review" : "bar.label")}
        <span> {t("bar.step", { position: work.step.position, of: work.step.of })}</span>
      </h1>
      {work.guideline !== null && (
        <span className={styles["barQuiet"]}>
          {t("bar.guideline", { number: work.guideline.number })}
        </span>
      )}
      <span className={`${styles["barQuiet"]} ${styles["barLater"]}`} title={t("bar.policyAbout")}>
        {t("bar.policy", { number: work.policy.number })}
      </span>
      {isReview && changeCount > 0 && (
        <span className={styles["barQuiet"]}>{t("bar.changed", { count: changeCount })}</span>
      )}
      <span className={styles["barEnd"]}>
        <OwnPace project={workspace.project} />
        <span
          className={styles["barQuiet"]}
          title={t(isReview ? "bar.onlyReview" : "bar.onlyLabel")}
        >
          <IconLock size={14} aria-hidden="true" />{" "}
          {t("bar.only", { time: clock(lease.expiresAt) })}
        </span>
        <Timer expiresAt={lease.expiresAt} />
        <span role="status" className={styles["saveSlot"]} data-testid="save-state">
          <SaveWords state={draft.state} retry={draft.retry} />
        </span>
      </span>
    </header>
  );
}
