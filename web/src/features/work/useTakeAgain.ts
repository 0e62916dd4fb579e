// A text whose lease was lost is taken again: by itself where that is what anybody would want.
// - By itself after signing in again or when the server gave it up early; once a minute at most, so
//   that two windows of one person do not take it from each other on and on.
// - After the time ran out a person is asked: nobody may be there.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { takeAgain } from "#api/work";
import { type OnDesk, taskKey } from "./task";
import { meansLost } from "./useLease";
import type { Workspace } from "./useWorkspace";

const QUIET_MS = 60_000;

export function useTakeAgain({ project, work, lease }: Workspace) {
  const queries = useQueryClient();
  const last = useRef(Number.NEGATIVE_INFINITY);
  const { mutate, ...again } = useMutation({
    mutationFn: () => takeAgain(project, work.task_id),
    onSuccess: (next) => {
      const key = taskKey(project, work.duty);
      // More of it is hidden by now: it comes as a text of its own.
      if (next.text_id !== work.text_id) return void queries.resetQueries({ queryKey: key });
      queries.setQueryData<OnDesk>(key, (desk) => desk && { ...desk, work: next });
    },
  });
  useEffect(() => {
    if (lease.lost !== "refused" || performance.now() - last.current < QUIET_MS) return;
    last.current = performance.now();
    mutate();
  }, [lease.lost, mutate]);
  const isGone = again.isError && meansLost(again.error);
  return { ...again, isGone, take: () => mutate() };
}
