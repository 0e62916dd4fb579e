// The data explorer: every task of the project by state, label, person and plan; never a text.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { facetsQuery } from "#api/explorer";
import { membersQuery, ontologyQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import { NOTHING, type Selection } from "#lib/selection";
import { type Filter, narrowed, readFilter } from "#lib/taskFilter";
import { Page } from "#ui/Page";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import { ChangeBar } from "./ChangeBar";
import styles from "./explorer.module.css";
import { Filters } from "./Filters";
import { type Names, TaskTable } from "./TaskTable";
import { useTasks } from "./useTasks";

const NOBODY = [] as const;

function useNames(project: string, filter: Filter): Names {
  const members = useQuery(membersQuery(project)).data;
  const facets = useQuery(facetsQuery(project, filter.duty ?? "label")).data;
  const ontology = useQuery(ontologyQuery(project)).data;
  return useMemo(
    () => ({
      people: new Map(members?.map((member) => [member.user_id, member.name])),
      datasets: new Map(facets?.datasets.map(({ id, name }) => [id, name])),
      labels: new Map(ontology?.document.classes.map(({ id, name }) => [id, name])),
    }),
    [members, facets, ontology],
  );
}

export function TasksPage() {
  const t = useText("explorer");
  const project = useProjectId();
  const offers = useOffers();
  const filter = readFilter(useSearch({ strict: false }));
  const navigate = useNavigate();
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const members = useQuery(membersQuery(project)).data ?? NOBODY;
  const names = useNames(project, filter);
  const { pages, looked, passed, rows, namesShown } = useTasks(project, filter);
  const change = (search: Filter) => {
    setSelection(NOTHING);
    void navigate({ to: ".", search, replace: true });
  };
  return (
    <Page title={t("title")} wide about={t("about")}>
      <Filters
        project={project}
        filter={filter}
        members={members}
        namesShown={namesShown}
        onChange={change}
      />
      {!namesShown && <p>{t("names-hidden")}</p>}
      {offers("assign-tasks") && (
        <ChangeBar
          project={project}
          filter={filter}
          members={members}
          selection={selection}
          onSelect={setSelection}
        />
      )}
      {pages.isPending && <LoadingLines />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {rows.length > 0 && (
        <div className={styles["wide"]}>
          <TaskTable
            rows={rows}
            isOfBefore={pages.isPlaceholderData}
            names={names}
            namesShown={namesShown}
            selection={selection}
            onSelect={offers("assign-tasks") ? setSelection : null}
          />
        </div>
      )}
      {pages.isSuccess && rows.length === 0 && !pages.hasNextPage && (
        <Empty title={t(narrowed(filter) > 0 ? "none-fit" : "none")}>
          {t(narrowed(filter) > 0 ? "none-fit-about" : "none-about")}
        </Empty>
      )}
      {pages.isFetching && looked > 1_000 && <p role="status">{t("looking", { count: looked })}</p>}
      {pages.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {rows.length === 0 ? t("go-on", { count: passed }) : t("more")}
        </Button>
      )}
    </Page>
  );
}
