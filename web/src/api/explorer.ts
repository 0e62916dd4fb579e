// The data explorer: pages of tasks without their texts, and changes to whose they are.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { call } from "./http";
import type { components } from "./schema.gen";

const PROJECT = "/api/projects/{project_id}";

export type TaskRow = components["schemas"]["TaskRowOut"];
export type TaskFilter = Partial<components["schemas"]["WantedIn"]>;
export type TaskChange = components["schemas"]["ChangeIn"];
export type Changed = components["schemas"]["ChangeOut"];
export type TaskPage = components["schemas"]["PageOut"];

export const facetsQuery = (project: string, duty: "label" | "review") =>
  queryOptions({
    queryKey: ["project", project, "facets", duty],
    queryFn: () =>
      call("GET", `${PROJECT}/task-facets`, { path: { project_id: project }, query: { duty } }),
  });

/** One answer: the rows found within the tasks that it looked at, and where to go on. */
export const fetchTasks = (
  project: string,
  filter: TaskFilter,
  cursor: string | null,
  limit: number,
  signal: AbortSignal,
): Promise<TaskPage> =>
  call("GET", `${PROJECT}/tasks`, {
    path: { project_id: project },
    query: { ...filter, cursor, limit },
    signal,
  });

export const changeTasks = (project: string, body: TaskChange): Promise<Changed> =>
  call("POST", `${PROJECT}/task-changes`, { path: { project_id: project }, body });
