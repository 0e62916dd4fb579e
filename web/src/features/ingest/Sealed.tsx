// After sending: the job that redacts, and what was wrong with some of the rows.
// SPDX-License-Identifier: Apache-2.0
import { Button, Table } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { fetchProblems, jobQuery, uploadQuery } from "#api/ingest";
import type { Problem } from "#api/types";
import { count } from "#lib/time";
import { ButtonLink } from "#ui/ButtonLink";
import { Loaded } from "#ui/Loaded";
import { Page, Section } from "#ui/Page";
import { Failed, Note } from "#ui/states";
import { JobProgress } from "./JobProgress";

interface SealedProps {
  readonly project: string;
  readonly upload: string;
  readonly job: string;
  /** What the files are called, in their order: known only to the browser that sent them. */
  readonly names: readonly string[];
}

interface ProblemRowsProps {
  readonly problems: readonly Problem[];
  readonly names: readonly string[];
}

/** Labels that were left out are counted over the whole upload; anything else has a row or a file. */
function whereOf({ file_ordinal, row, count: labels }: Problem) {
  if (file_ordinal === null) return count(labels, "label");
  return row ?? "whole file";
}

function ProblemRows({ problems, names }: ProblemRowsProps) {
  const nameOf = (ordinal: number | null) =>
    ordinal === null ? "any" : (names[ordinal - 1] ?? `file ${ordinal}`);
  return problems.map((problem) => (
    <Table.Tr key={`${problem.file_ordinal}-${problem.row}-${problem.reason}-${problem.remedy}`}>
      <Table.Td>{nameOf(problem.file_ordinal)}</Table.Td>
      <Table.Td>{whereOf(problem)}</Table.Td>
      <Table.Td dir="auto">{problem.remedy}</Table.Td>
    </Table.Tr>
  ));
}

interface ProblemsProps {
  readonly project: string;
  readonly upload: string;
  readonly names: readonly string[];
  /** How many there are by now: more are fetched when it changes. */
  readonly known: number;
}

function Problems({ project, upload, names, known }: ProblemsProps) {
  const problems = useInfiniteQuery({
    queryKey: ["project", project, "uploads", upload, "problems", known],
    queryFn: ({ pageParam }) => fetchProblems(project, upload, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = problems.data?.pages.flatMap((page) => page.items) ?? [];
  if (problems.isError) return <Failed error={problems.error} />;
  if (rows.length === 0) return null;
  return (
    <Section
      title="Not taken"
      about="These rows and labels were left out; everything else went on."
    >
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th>Row</Table.Th>
            <Table.Th>What is wrong, and what to do</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <ProblemRows problems={rows} names={names} />
        </Table.Tbody>
      </Table>
      {problems.hasNextPage && (
        <Button mt="sm" variant="default" onClick={() => void problems.fetchNextPage()}>
          Show more
        </Button>
      )}
    </Section>
  );
}

/** The upload and its newest job: once the texts are taken in, another job redacts them. */
function useProgress({ project, upload, job }: Omit<SealedProps, "names">) {
  const state = useQuery({
    ...uploadQuery(project, upload),
    refetchInterval: ({ state: { data } }) => (data?.state === "complete" ? 1500 : false),
  });
  const running = useQuery(jobQuery(project, state.data?.job_id ?? job));
  const isLast = state.data?.state === "split" && state.data.job_id === running.data?.id;
  return { running, upload: state.data, isDone: isLast && running.data?.state === "done" };
}

export function Sealed(props: SealedProps) {
  const { project } = props;
  const { running, upload, isDone } = useProgress(props);
  const duplicates = upload?.duplicates ?? 0;
  return (
    <Page
      title={isDone ? "Texts are redacted" : "Texts are in"}
      about={
        isDone
          ? "Those that passed are with the labelers now; the others wait in quarantine."
          : "They are sealed. Redaction runs by itself; you can leave this page."
      }
      actions={
        <ButtonLink
          variant="default"
          to="/projects/$projectId/upload"
          params={{ projectId: project }}
          reloadDocument
        >
          Add more
        </ButtonLink>
      }
    >
      <Loaded query={running}>{(loaded) => <JobProgress job={loaded} />}</Loaded>
      {duplicates > 0 && (
        <Note tone="info">
          {count(duplicates, "text")} {duplicates === 1 ? "was" : "were"} here already and came in
          only once.
        </Note>
      )}
      {upload !== undefined && upload.problems_count > 0 && (
        <Problems
          project={project}
          upload={upload.id}
          names={props.names}
          known={upload.problems_count}
        />
      )}
      <p>
        <Link to="/projects/$projectId" params={{ projectId: project }}>
          To the overview
        </Link>
      </p>
    </Page>
  );
}
