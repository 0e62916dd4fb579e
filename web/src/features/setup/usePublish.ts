// Publishing a new version of a part of the set-up.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";

/** Publish, then read everything about the project anew. */
export function usePublish<T, V>(project: string, publish: (value: T) => Promise<V>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: publish,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["project", project] }),
  });
}
