// The lease of a text: how long it is still ours, and when it is not any more.
// - A heartbeat goes out while the page is open; the server decides how much it adds.
// - Time is the server's: a wrong clock on this machine changes nothing.
// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from "react";
import { ApiError, onBack, serverNow } from "#api/http";
import type { Work } from "#api/types";
import { heartbeat } from "#api/work";

const BEAT_MS = 30_000;

export interface Lease {
  readonly expiresAt: string;
  /** How it was lost: its time was over, or the server says that it is not ours any more. */
  readonly lost: "time" | "refused" | null;
  /** Another request found out that the lease is gone. */
  lose(): void;
}

/** Refusals that mean: this text is not ours any more. */
export function meansLost(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "lease-lost" || error.status === 404);
}

/** Call `onOver` when the lease's time is over. */
function useExpiry(expiresAt: string, onOver: () => void): void {
  useEffect(() => {
    const timer = setTimeout(onOver, Math.max(0, Date.parse(expiresAt) - serverNow()));
    return () => clearTimeout(timer);
  }, [expiresAt, onOver]);
}

export function useLease(project: string, work: Work): Lease {
  const [until, setUntil] = useState({ lease: work.lease.id, at: work.lease.expires_at });
  const [loss, setLoss] = useState<{ lease: string; how: "time" | "refused" } | null>(null);
  const leaseId = work.lease.id;
  const expiresAt = until.lease === leaseId ? until.at : work.lease.expires_at;
  const lost = loss?.lease === leaseId ? loss.how : null;
  const lose = useCallback(() => setLoss({ lease: leaseId, how: "refused" }), [leaseId]);
  const end = useCallback(() => setLoss({ lease: leaseId, how: "time" }), [leaseId]);
  useExpiry(expiresAt, end);
  useEffect(() => {
    if (lost !== null) return;
    const beat = async () => {
      try {
        const { expires_at } = await heartbeat(project, work.task_id);
        setUntil({ lease: leaseId, at: expires_at });
      } catch (error) {
        // An unreachable server decides nothing: the time left says how long that can go on.
        if (meansLost(error)) lose();
      }
    };
    const timer = setInterval(() => void beat(), BEAT_MS);
    // Whoever comes back, from no network or from signing in, learns at once whether it is theirs.
    const stopWaiting = onBack(() => void beat());
    return () => {
      clearInterval(timer);
      stopWaiting();
    };
  }, [project, work.task_id, leaseId, lost, lose]);
  return { expiresAt, lost, lose };
}
