// How far an export is: its stages, the share of the work, and about how long it still takes.
// SPDX-License-Identifier: Apache-2.0
import { Progress } from "@mantine/core";
import { serverNow } from "#api/http";
import type { Export } from "#api/types";
import { useText } from "#i18n/Text";
import styles from "./exports.module.css";

const STAGES = ["waiting_for_approval", "waiting_for_log", "building", "ready"] as const;
/** The share of the work after which its end can be guessed. */
const ENOUGH = 0.05;

/** The seconds that are left, going on as until now; nothing while too little is done. */
export function secondsLeft(progress: Export["progress"], now: number): number | null {
  if (progress === null || progress.started_at === null || progress.total === 0) return null;
  const share = progress.done / progress.total;
  if (share < ENOUGH || share > 1) return null;
  const passed = now - Date.parse(progress.started_at);
  return Math.max(1, Math.ceil((passed * (1 - share)) / share / 1000));
}

export function Stages({ item }: { readonly item: Export }) {
  const t = useText("exports");
  const stages = STAGES.filter(
    (each) => each !== "waiting_for_approval" || item.content === "aligned",
  );
  const current = (stages as readonly string[]).indexOf(item.state);
  const { progress } = item;
  const share = progress !== null && progress.total > 0 ? progress.done / progress.total : null;
  const left = secondsLeft(progress, serverNow());
  return (
    <div className={styles["stages"]}>
      <p className={styles["facts"]}>
        {stages.map((each, place) => (
          <span
            key={each}
            data-done={place < current || undefined}
            aria-current={place === current ? "step" : undefined}
          >
            {t(`stage.${each}`)}
          </span>
        ))}
      </p>
      {item.state === "building" && share !== null && (
        <>
          <Progress value={100 * Math.min(1, share)} size="sm" aria-label={t("progress.label")} />
          <p className={styles["facts"]}>
            {left === null
              ? t("progress.share", { percent: Math.floor(100 * share) })
              : t("progress.left", { percent: Math.floor(100 * share), seconds: left })}
          </p>
        </>
      )}
    </div>
  );
}
