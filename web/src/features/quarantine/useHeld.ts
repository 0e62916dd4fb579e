// Pages of what is held back: the list and the rail beside a text show the same ones.
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { fetchQuarantine } from "#api/quarantine";
import type { HeldFilter } from "#lib/heldFilter";

export function useHeld(project: string, filter: HeldFilter) {
  const pages = useInfiniteQuery({
    queryKey: ["project", project, "quarantine", "list", filter],
    queryFn: ({ pageParam }) => fetchQuarantine(project, filter, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  return { pages, items: pages.data?.pages.flatMap((page) => page.items) ?? [] };
}
