// The text someone has open, in the cache while its page is open and no longer.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { Duty, Work } from "#api/types";
import { takeNext } from "#api/work";
import { type Keeper, keepNothing, startKeeping } from "#lib/keeping";
import { browserShelf } from "#lib/shelf";
import type { Kept } from "./recovery";

/** A text on the desk, with what this browser kept of the work on it. */
export interface OnDesk {
  readonly owner: string;
  readonly work: Work;
  readonly keeper: Keeper<Kept>;
  readonly kept: Kept | null;
}

/** Begin to keep what the server does not have yet; a browser that cannot is no reason to stop. */
async function keeperFor(work: Work, owner: string): Promise<Keeper<Kept>> {
  try {
    const parts = { id: work.task_id, owner, key: work.keep_key };
    return await startKeeping<Kept>({ ...parts, shelf: browserShelf, now: Date.now });
  } catch {
    return keepNothing();
  }
}

/** Lay a text on the desk of `owner`. */
export async function layOut(work: Work, owner: string): Promise<OnDesk> {
  const keeper = await keeperFor(work, owner);
  return { owner, work, keeper, kept: await keeper.recall() };
}

export const taskKey = (project: string, duty: Duty) => ["project", project, "task", duty] as const;

export const taskQuery = (project: string, duty: Duty, owner: string) =>
  queryOptions({
    queryKey: taskKey(project, duty),
    queryFn: async (): Promise<OnDesk | null> => {
      const work = await takeNext(project, duty);
      return work === null ? null : layOut(work, owner);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
    // A keeper is not data: it is handed on as it is.
    structuralSharing: false,
  });
