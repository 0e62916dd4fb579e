// How far a project is.
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "./http";

const BEHIND_MS = 400;
const FRESH_MS = 60_000;

/** Asked again at once while earlier days are still being counted, else every minute. */
export const progressQuery = (project: string, days: number) =>
  queryOptions({
    queryKey: ["project", project, "progress", days],
    queryFn: () =>
      call("GET", "/api/projects/{project_id}/progress", {
        path: { project_id: project },
        query: { days },
      }),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.behind === true ? BEHIND_MS : FRESH_MS),
  });
