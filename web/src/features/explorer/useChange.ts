// A change to many tasks: page by page, with its progress, and stopped between two pages.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { changeTasks, type TaskChange } from "#api/explorer";
import type { Selection } from "#lib/selection";
import type { Filter } from "#lib/taskFilter";

const PAGE = 500;
export type Act = Pick<TaskChange, "act" | "to">;

export interface Progress {
  readonly changed: number;
  readonly left: number;
  readonly looked: number;
  readonly stopped: boolean;
}

const START: Progress = { changed: 0, left: 0, looked: 0, stopped: false };

export function useChange(project: string, filter: Filter) {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress>(START);
  const isStopped = useRef(false);
  const duty = filter.duty ?? "label";

  async function carryOut({ act, chosen }: { act: Act; chosen: Selection }): Promise<Progress> {
    isStopped.current = false;
    let done = START;
    const add = (more: Omit<Progress, "stopped">): void => {
      done = {
        changed: done.changed + more.changed,
        left: done.left + more.left,
        looked: done.looked + more.looked,
        stopped: isStopped.current,
      };
      setProgress(done);
    };
    if (chosen.all) {
      let cursor: string | null = null;
      do {
        const answer = await changeTasks(project, { ...act, duty, matching: filter, cursor });
        add(answer);
        cursor = answer.cursor;
      } while (cursor !== null && !isStopped.current);
      return done;
    }
    const ids = [...chosen.ids];
    for (let from = 0; from < ids.length && !isStopped.current; from += PAGE) {
      add(await changeTasks(project, { ...act, duty, tasks: ids.slice(from, from + PAGE) }));
    }
    return done;
  }

  const change = useMutation({
    mutationFn: carryOut,
    onMutate: () => setProgress(START),
    // What was done before a failure stays done: the list follows in any case.
    onSettled: () => queries.invalidateQueries({ queryKey: ["project", project] }),
  });
  return { change, progress, stop: () => (isStopped.current = true) };
}
