// One cache of what the server said, in memory only.
// SPDX-License-Identifier: Apache-2.0
import { QueryClient } from "@tanstack/react-query";
import { OfflineError } from "#api/http";

const TRIES = 2;

/** A refusal is final; an unreachable server is asked again. */
export function createQueries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (tries, error) => error instanceof OfflineError && tries < TRIES,
        refetchOnWindowFocus: false,
        staleTime: 5_000,
      },
      mutations: { retry: false },
    },
  });
}
