// A decision about many texts: taken at once, carried out by the redactor, with its progress.
// - Stopping ends it after the texts that it is at; what was done stays done, and the rest can go on.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { jobEnded } from "#api/ingest";
import {
  decideTogether,
  resumeDeciding,
  stopDeciding,
  type Taken,
  type Together,
  type TogetherAct,
  wantedOf,
} from "#api/quarantine";
import type { HeldFilter } from "#lib/heldFilter";
import type { Selection } from "#lib/selection";

export interface Done extends Pick<Taken, "taken" | "left" | "more"> {
  readonly act: TogetherAct;
  /** Texts that had changed meanwhile. */
  readonly passed: number;
  readonly stopped: boolean;
  /** What carried it out; a stopped one can go on. */
  readonly job: string | null;
}

/** Which texts a selection means, as the server takes them. */
export const chosenIn = (chosen: Selection, filter: HeldFilter): Omit<Together, "reason"> =>
  chosen.all
    ? { assets: [], matching: { order: "oldest", aside: false, ...wantedOf(filter) } }
    : { assets: [...chosen.ids] };

interface Wanted {
  readonly act: TogetherAct;
  readonly chosen: Selection;
  readonly reason: string;
}

export function useTogether(project: string, filter: HeldFilter) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState({ done: 0, total: 0 });
  const job = useRef<string | null>(null);

  async function carryOut({ act, chosen, reason }: Wanted): Promise<Done> {
    const wanted = { ...chosenIn(chosen, filter), reason };
    const { taken, left, more, job_id } = await decideTogether(project, act, wanted);
    const done = { act, taken, left, more, passed: 0, stopped: false, job: job_id };
    if (job_id === null) return done;
    setProgress({ done: 0, total: taken });
    return follow(done, job_id);
  }

  async function follow(done: Done, id: string): Promise<Done> {
    job.current = id;
    const ended = await jobEnded(project, id, setProgress);
    job.current = null;
    return {
      ...done,
      taken: ended.done - ended.problems,
      passed: ended.problems,
      stopped: ended.state === "cancelled",
    };
  }

  const begin = async (wanted: Wanted | Done): Promise<Done> => {
    if ("chosen" in wanted) return carryOut(wanted);
    if (wanted.job === null) return wanted;
    await resumeDeciding(project, wanted.job);
    return follow(wanted, wanted.job);
  };

  const decide = useMutation({
    mutationFn: begin,
    onMutate: () => setProgress({ done: 0, total: 0 }),
    // What was done before a failure stays done: the list follows in any case.
    onSettled: () => queries.invalidateQueries({ queryKey: ["project", project] }),
  });
  const stop = () => {
    if (job.current !== null) void stopDeciding(project, job.current);
  };
  return { decide, progress, stop };
}
