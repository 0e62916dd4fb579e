// The questions of a project: those that wait, those that were answered; newest first.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { closeIssue, fetchIssues, issuesKey, markSeen, reply } from "#api/issues";
import { ontologyQuery } from "#api/projects";
import type { IssueOut, IssueState } from "#api/schema.gen";
import { useText } from "#i18n/Text";
import { IssueThread } from "#ui/IssueThread";
import { Page } from "#ui/Page";
import { Segments } from "#ui/Segments";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";

const FILTERS = ["open", "answered", "closed", "all"] as const;
type Filter = (typeof FILTERS)[number];

function useIssues(project: string, filter: Filter) {
  return useInfiniteQuery({
    queryKey: [...issuesKey(project), "list", filter],
    queryFn: ({ pageParam }) =>
      fetchIssues(project, {
        ...(filter === "all" ? {} : { state: filter as IssueState }),
        ...(pageParam === null ? {} : { after: pageParam }),
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Answers to one's own questions are read by being shown. */
function useReading(project: string, items: readonly IssueOut[]) {
  const queries = useQueryClient();
  const unread = items.filter((issue) => issue.is_new).map((issue) => issue.id);
  const ids = unread.join(" ");
  useEffect(() => {
    if (ids === "") return;
    const all = ids.split(" ").map((id) => markSeen(project, id));
    void Promise.allSettled(all).then(() =>
      queries.invalidateQueries({ queryKey: [...issuesKey(project), "counts"] }),
    );
  }, [project, ids, queries]);
}

function List({ project, filter }: { readonly project: string; readonly filter: Filter }) {
  const t = useText("issues");
  const offers = useOffers();
  const queries = useQueryClient();
  const issues = useIssues(project, filter);
  const ontology = useQuery(ontologyQuery(project));
  const items = issues.data?.pages.flatMap((page) => page.items) ?? [];
  useReading(project, items);
  const after = (done: Promise<unknown>) =>
    done.then(() => queries.invalidateQueries({ queryKey: issuesKey(project) }));
  if (issues.isPending) return <LoadingLines />;
  if (issues.isError) return <Failed error={issues.error} retry={() => void issues.refetch()} />;
  if (items.length === 0) return <Empty title={t("empty.title")}>{t("empty.about")}</Empty>;
  const classes = ontology.data?.document.classes ?? [];
  const labelOf = ({ about }: IssueOut) =>
    about === null ? null : (classes.find((one) => one.id === about.class_id)?.name ?? "?");
  return (
    <>
      {items.map((issue) => (
        <IssueThread
          key={issue.id}
          issue={issue}
          label={labelOf(issue)}
          canClose={issue.mine || offers("people")}
          onReply={(text) => after(reply(project, issue.id, text))}
          onClose={() => after(closeIssue(project, issue.id))}
        />
      ))}
      {issues.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={issues.isFetchingNextPage}
          onClick={() => void issues.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </>
  );
}

export function IssuesPage() {
  const t = useText("issues");
  const project = useProjectId();
  const offers = useOffers();
  const [filter, setFilter] = useState<Filter>(offers("people") ? "open" : "all");
  return (
    <Page title={t("title")} about={t("about")}>
      <Segments
        aria-label={t("filter.label")}
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        data={FILTERS.map((value) => ({ value, label: t(`filter.${value}`) }))}
      />
      <List project={project} filter={filter} />
    </Page>
  );
}
