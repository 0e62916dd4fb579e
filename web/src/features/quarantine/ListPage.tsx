// Texts that the redactor was not sure about, oldest first: why, how sure, since when.
// SPDX-License-Identifier: Apache-2.0
import { Button, Table } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { fetchQuarantine } from "#api/release";
import type { Quarantined } from "#api/types";
import { ago, count } from "#lib/time";
import { Page } from "#ui/Page";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { reasonWords } from "./reasons";

function Row({
  project,
  item,
  now,
}: {
  readonly project: string;
  readonly item: Quarantined;
  readonly now: number;
}) {
  const params = { projectId: project, assetId: item.asset_id };
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/projects/$projectId/quarantine/$assetId" params={params}>
          {reasonWords(item.reason)}
        </Link>
      </Table.Td>
      <Table.Td>{item.risk.toFixed(2)}</Table.Td>
      <Table.Td>{item.tier}</Table.Td>
      <Table.Td>{item.language}</Table.Td>
      <Table.Td>{ago(item.since, now)}</Table.Td>
    </Table.Tr>
  );
}

function List({
  project,
  items,
}: {
  readonly project: string;
  readonly items: readonly Quarantined[];
}) {
  const now = Date.now();
  return (
    <Table highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Why it waits</Table.Th>
          <Table.Th>Risk left, 0 to 1</Table.Th>
          <Table.Th>Tier</Table.Th>
          <Table.Th>Language</Table.Th>
          <Table.Th>Waiting since</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Row key={item.asset_id} project={project} item={item} now={now} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function ListPage() {
  const project = useProjectId();
  const pages = useInfiniteQuery({
    queryKey: ["project", project, "quarantine"],
    queryFn: ({ pageParam }) => fetchQuarantine(project, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const total = pages.data?.pages[0]?.total ?? 0;
  return (
    <Page
      title="Quarantine"
      wide
      about={
        pages.data === undefined
          ? undefined
          : `${count(total, "text")} waiting. Labelers get none of them until you decide.`
      }
    >
      {pages.isPending && <LoadingLines />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && (
        <Empty title="Nothing waits here">
          A text comes here when its language is not one of the policy's, or when too much risk is
          left after redaction. You then hide more or release it, each with a reason.
        </Empty>
      )}
      {items.length > 0 && <List project={project} items={items} />}
      {pages.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Page>
  );
}
