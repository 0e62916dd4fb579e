// Pages of tasks. One page asks again by itself while a rare filter finds little, and says how far
// it looked, so that nobody waits before an empty table.
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fetchTasks, type TaskPage, type TaskRow } from "#api/explorer";
import type { Filter } from "#lib/taskFilter";

const ROWS = 50;
/** Asked at most so often for one page; then a person decides whether to go on. */
const ANSWERS = 25;

export function useTasks(project: string, filter: Filter) {
  const [looked, setLooked] = useState(0);
  const pages = useInfiniteQuery({
    queryKey: ["project", project, "tasks", filter],
    queryFn: async ({ pageParam, signal }): Promise<TaskPage> => {
      const rows: TaskRow[] = [];
      let page: TaskPage = { rows, looked: 0, cursor: pageParam, names_shown: true };
      for (let asked = 0; asked < ANSWERS && rows.length < ROWS; asked++) {
        const more = await fetchTasks(project, filter, page.cursor, ROWS - rows.length, signal);
        rows.push(...more.rows);
        page = { ...more, rows, looked: page.looked + more.looked };
        setLooked(page.looked);
        if (more.cursor === null) break;
      }
      return page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.cursor,
    placeholderData: keepPreviousData,
  });
  const found = pages.data?.pages ?? [];
  return {
    pages,
    looked,
    passed: found.reduce((sum, page) => sum + page.looked, 0),
    rows: found.flatMap((page) => page.rows),
    namesShown: found.every((page) => page.names_shown),
  };
}
