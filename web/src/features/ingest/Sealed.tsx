// After sending: the job that redacts, and what was wrong with some of the rows.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { fetchProblems, jobQuery, uploadQuery } from "#api/ingest";
import type { Problem } from "#api/types";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { ButtonLink } from "#ui/ButtonLink";
import { Loaded } from "#ui/Loaded";
import { Page, Section } from "#ui/Page";
import { Failed, Note } from "#ui/states";
import { Table } from "#ui/Table";
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
function whereOf(t: Say<"ingest">, { file_ordinal, row, count }: Problem) {
  if (file_ordinal === null) return t("problems.labels", { count });
  return row ?? t("problems.whole");
}

function ProblemRows({ problems, names }: ProblemRowsProps) {
  const t = useText("ingest");
  const nameOf = (ordinal: number | null) =>
    ordinal === null
      ? t("problems.any")
      : (names[ordinal - 1] ?? t("problems.fileNumber", { number: ordinal }));
  return problems.map((problem) => (
    <Table.Tr key={`${problem.file_ordinal}-${problem.row}-${problem.reason}-${problem.remedy}`}>
      <Table.Td>{nameOf(problem.file_ordinal)}</Table.Td>
      <Table.Td>{whereOf(t, problem)}</Table.Td>
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
  const t = useText("ingest");
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
    <Section title={t("problems.title")} about={t("problems.about")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("problems.file")}</Table.Th>
            <Table.Th>{t("problems.row")}</Table.Th>
            <Table.Th>{t("problems.remedy")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <ProblemRows problems={rows} names={names} />
        </Table.Tbody>
      </Table>
      {problems.hasNextPage && (
        <Button mt="sm" variant="default" onClick={() => void problems.fetchNextPage()}>
          {t("problems.more")}
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
  const t = useText("ingest");
  const { project } = props;
  const { running, upload, isDone } = useProgress(props);
  const duplicates = upload?.duplicates ?? 0;
  return (
    <Page
      title={t(isDone ? "sealed.done" : "sealed.in")}
      about={t(isDone ? "sealed.doneAbout" : "sealed.inAbout")}
      actions={
        <ButtonLink
          variant="default"
          to="/projects/$projectId/upload"
          params={{ projectId: project }}
          reloadDocument
        >
          {t("sealed.more")}
        </ButtonLink>
      }
    >
      <Loaded query={running}>{(loaded) => <JobProgress job={loaded} />}</Loaded>
      {duplicates > 0 && <Note tone="info">{t("sealed.duplicates", { count: duplicates })}</Note>}
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
          {t("sealed.overview")}
        </Link>
      </p>
    </Page>
  );
}
