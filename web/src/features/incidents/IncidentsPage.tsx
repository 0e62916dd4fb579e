// What people reported at work, the newest first, and how the policy does on what it missed before.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fetchIncidents, type IncidentState } from "#api/incidents";
import { useText } from "#i18n/Text";
import { Page } from "#ui/Page";
import { Segments } from "#ui/Segments";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { CaseTable } from "./CaseTable";
import { IncidentTable } from "./IncidentTable";

const STATES = ["open", "confirmed", "dismissed", "closed"] as const;
const LOOK_AGAIN_MS = 10_000;

function useIncidents(project: string, state: IncidentState | null) {
  return useInfiniteQuery({
    queryKey: ["project", project, "incidents", state],
    queryFn: ({ pageParam }) => fetchIncidents(project, state, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: LOOK_AGAIN_MS,
  });
}

export function IncidentsPage() {
  const t = useText("incidents");
  const project = useProjectId();
  const [state, setState] = useState<IncidentState | null>(null);
  const pages = useIncidents(project, state);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const first = pages.data?.pages[0];
  return (
    <Page
      title={t("title")}
      wide
      about={
        <>
          {t("about")} {first !== undefined && t("open", { count: first.open })}
        </>
      }
      actions={
        <Segments
          aria-label={t("filter.label")}
          value={state ?? "all"}
          onChange={(value) => setState(value === "all" ? null : (value as IncidentState))}
          data={[
            { value: "all", label: t("filter.all") },
            ...STATES.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
      }
    >
      {pages.isPending && <LoadingLines />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && (
        <Empty title={t("empty.title")}>{t("empty.text")}</Empty>
      )}
      {items.length > 0 && <IncidentTable project={project} items={items} />}
      {pages.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
      {first !== undefined && first.cases.length > 0 && <CaseTable cases={first.cases} />}
    </Page>
  );
}
