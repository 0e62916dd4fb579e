// The lease of a text: how long it is still ours, and when it is not any more.
// - A heartbeat goes out while the page is open; the server decides how much it adds.
// - Time is the server's: a wrong clock on this machine changes nothing.
// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from "react";
import { ApiError, onBack, serverNow } from "#api/http";
import type { Work } from "#api/types";
import { heartbeat } from "#api/work";

/** So soon does a page learn that its text was taken back, even if nobody touches it. */
const BEAT_MS = 5_000;

/** How a lease ends early: its time, a refusal, or a text that nobody may see any more. */
type Loss = "time" | "refused" | "taken-back" | "reported";

export interface Lease {
  readonly expiresAt: string;
  /** How the text is shown, by the newest word of the server. */
  readonly protection: Work["protection"];
  readonly lost: Loss | null;
  /** A lease of this text was lost since it was opened here. */
  readonly wasLost: boolean;
  /** A request was refused in a way that means that the lease is gone. */
  lose(error: unknown): void;
  /** Its own person reported the text: it was taken back from everybody. */
  report(): void;
}

/** Refusals that mean: this text is not ours any more. */
export function meansLost(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 404 || error.code === "lease-lost" || error.code === "taken-back";
}

const lossOf = (error: unknown): Loss =>
  error instanceof ApiError && error.code === "taken-back" ? "taken-back" : "refused";

/** Call `onOver` when the lease's time is over. */
function useExpiry(expiresAt: string, onOver: () => void): void {
  useEffect(() => {
    const timer = setTimeout(onOver, Math.max(0, Date.parse(expiresAt) - serverNow()));
    return () => clearTimeout(timer);
  }, [expiresAt, onOver]);
}

export function useLease(project: string, work: Work): Lease {
  const given = { at: work.lease.expires_at, protection: work.protection };
  const [until, setUntil] = useState({ lease: work.lease.id, ...given });
  const [loss, setLoss] = useState<{ lease: string; how: Loss } | null>(null);
  const leaseId = work.lease.id;
  const { task_id: task, text_id: text } = work;
  const { at: expiresAt, protection } = until.lease === leaseId ? until : given;
  const lost = loss?.lease === leaseId ? loss.how : null;
  const lose = useCallback(
    (error: unknown) => setLoss({ lease: leaseId, how: lossOf(error) }),
    [leaseId],
  );
  const end = useCallback(() => setLoss({ lease: leaseId, how: "time" }), [leaseId]);
  useExpiry(expiresAt, end);
  useEffect(() => {
    if (lost !== null) return;
    const beat = async () => {
      try {
        const told = await heartbeat(project, { task_id: task, text_id: text });
        setUntil({ lease: leaseId, at: told.expires_at, protection: told.protection });
      } catch (error) {
        // An unreachable server decides nothing: the time left says how long that can go on.
        if (meansLost(error)) lose(error);
      }
    };
    const timer = setInterval(() => void beat(), BEAT_MS);
    // Whoever comes back, from no network or from signing in, learns at once whether it is theirs.
    const stopWaiting = onBack(() => void beat());
    // The timers of a tab in the background are slowed down: whoever comes back waits for none.
    const onSeen = () => document.visibilityState === "visible" && void beat();
    document.addEventListener("visibilitychange", onSeen);
    return () => {
      clearInterval(timer);
      stopWaiting();
      document.removeEventListener("visibilitychange", onSeen);
    };
  }, [project, task, text, leaseId, lost, lose]);
  const report = useCallback(() => setLoss({ lease: leaseId, how: "reported" }), [leaseId]);
  return { expiresAt, protection, lost, wasLost: loss !== null, lose, report };
}
