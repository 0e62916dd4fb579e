// Texts that the redactor was not sure about: why, how sure, since when, and what is in doubt.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Waiting, waitingQuery } from "#api/quarantine";
import { Text, useText } from "#i18n/Text";
import { type HeldFilter, narrowedHeld, readHeldFilter } from "#lib/heldFilter";
import { NOTHING, type Selection } from "#lib/selection";
import { ago } from "#lib/time";
import { Key } from "#ui/Key";
import { Page } from "#ui/Page";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { Filters } from "./Filters";
import { HeldTable } from "./HeldTable";
import styles from "./list.module.css";
import { TogetherBar } from "./TogetherBar";
import { useHeld } from "./useHeld";

const namesOf = (waiting: Waiting | undefined): ReadonlyMap<string, string> =>
  new Map(waiting?.datasets.map(({ id, name }) => [id, name]));

function Nothing({ filter }: { readonly filter: HeldFilter }) {
  const t = useText("quarantine");
  if (narrowedHeld(filter) > 0) return <Empty title={t("none-fit")}>{t("none-fit.about")}</Empty>;
  if (filter.aside === "yes")
    return <Empty title={t("aside.empty")}>{t("aside.emptyAbout")}</Empty>;
  return <Empty title={t("empty")}>{t("empty.about")}</Empty>;
}

function useAbout(waiting: Waiting | undefined): string | undefined {
  const t = useText("quarantine");
  if (waiting === undefined) return undefined;
  const since = waiting.oldest === null ? "none" : ago(waiting.oldest, Date.now());
  return t("about", { count: waiting.waiting, since });
}

export function ListPage() {
  const t = useText("quarantine");
  const project = useProjectId();
  const navigate = useNavigate();
  const filter = readHeldFilter(useSearch({ strict: false }));
  const [selection, setSelection] = useState<Selection>(NOTHING);
  const waiting = useQuery(waitingQuery(project)).data;
  const { pages, items } = useHeld(project, filter);
  const about = useAbout(waiting);
  const change = (search: HeldFilter) => {
    setSelection(NOTHING);
    void navigate({ to: ".", search, replace: true });
  };
  return (
    <Page title={t("title")} wide about={about}>
      <Filters project={project} filter={filter} onChange={change} />
      <TogetherBar
        project={project}
        filter={filter}
        selection={selection}
        onSelect={setSelection}
      />
      {pages.isPending && <LoadingLines />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && <Nothing filter={filter} />}
      {items.length > 0 && (
        <>
          <p className={styles["quiet"]}>
            <Text
              of="quarantine"
              is="list.keys"
              tags={{
                j: <Key>J</Key>,
                k: <Key>K</Key>,
                x: <Key>X</Key>,
                e: <Key>Enter</Key>,
              }}
            />
          </p>
          <div className={styles["wide"]}>
            <HeldTable
              project={project}
              items={items}
              datasets={namesOf(waiting)}
              filter={filter}
              selection={selection}
              onSelect={setSelection}
            />
          </div>
        </>
      )}
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
    </Page>
  );
}
