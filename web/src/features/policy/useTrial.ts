// A trial of the draft: asked for when the draft has settled, stopped when it changes again.
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { tryPolicy } from "#api/policy";
import type { Trial, TrialProgress, TrialWanted } from "#api/types";

export interface Tried {
  readonly trial: Trial | undefined;
  readonly progress: TrialProgress | null;
  readonly isRunning: boolean;
  /** What is shown is of an earlier draft or sample. */
  readonly isOld: boolean;
  readonly error: Error | null;
  readonly again: () => void;
}

export function useTrial(project: string, wanted: TrialWanted, isWanted: boolean): Tried {
  const [progress, setProgress] = useState<TrialProgress | null>(null);
  const query = useQuery({
    queryKey: ["project", project, "policy", "trial", wanted],
    queryFn: ({ signal }) => tryPolicy(project, wanted, setProgress, signal),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    // Each trial is logged: none by itself, and nothing of it is kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return {
    trial: query.data,
    progress,
    isRunning: query.isFetching,
    isOld: query.isPlaceholderData || query.isFetching,
    error: query.isError ? query.error : null,
    again: () => void query.refetch(),
  };
}
