// The text someone has open, in the cache while its page is open and no longer.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { Duty } from "#api/types";
import { takeNext } from "#api/work";

export const taskKey = (project: string, duty: Duty) => ["project", project, "task", duty] as const;

export const taskQuery = (project: string, duty: Duty) =>
  queryOptions({
    queryKey: taskKey(project, duty),
    queryFn: () => takeNext(project, duty),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnReconnect: false,
  });
