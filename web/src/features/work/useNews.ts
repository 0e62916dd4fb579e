// Whether the guideline is newer than the one that this person last worked under.
// - Told at the first text after it came out, until it was read or something was handed in.
// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { paceQuery } from "#api/work";
import type { Workspace } from "./useWorkspace";

export function useNews({ project, work }: Workspace) {
  const queries = useQueryClient();
  const query = paceQuery(project);
  const { data } = useQuery(query);
  const known = data?.guideline_before ?? null;
  const isNew = known !== null && known < work.guideline.number;
  const read = () =>
    queries.setQueryData(
      query.queryKey,
      (pace) => pace && { ...pace, guideline_before: work.guideline.number },
    );
  return { before: isNew ? known : null, read: () => void read() };
}
