// The lease of a text: how long it is still ours, and when it is not any more.
// - A heartbeat goes out while the page is open; the server decides how much it adds.
// - Time is the server's: a wrong clock on this machine changes nothing.
// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useState } from "react";
import { ApiError, serverNow } from "#api/http";
import type { Work } from "#api/types";
import { heartbeat } from "#api/work";

const BEAT_MS = 30_000;

export interface Lease {
  readonly expiresAt: string;
  readonly isLost: boolean;
  /** Another request found out that the lease is gone. */
  lose(): void;
}

/** Refusals that mean: this text is not ours any more. */
export function meansLost(error: unknown): boolean {
  return error instanceof ApiError && (error.code === "lease-lost" || error.status === 404);
}

/** Lose the lease when its time is over. */
function useExpiry(expiresAt: string, lose: () => void): void {
  useEffect(() => {
    const timer = setTimeout(lose, Math.max(0, Date.parse(expiresAt) - serverNow()));
    return () => clearTimeout(timer);
  }, [expiresAt, lose]);
}

export function useLease(project: string, work: Work): Lease {
  const [until, setUntil] = useState({ lease: work.lease.id, at: work.lease.expires_at });
  const [lostLease, setLostLease] = useState<string | null>(null);
  const leaseId = work.lease.id;
  const expiresAt = until.lease === leaseId ? until.at : work.lease.expires_at;
  const isLost = lostLease === leaseId;
  const lose = useCallback(() => setLostLease(leaseId), [leaseId]);
  useExpiry(expiresAt, lose);
  useEffect(() => {
    if (isLost) return;
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
    return () => clearInterval(timer);
  }, [project, work.task_id, leaseId, isLost, lose]);
  return { expiresAt, isLost, lose };
}
