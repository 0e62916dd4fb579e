// What happened, day by day: who did what, and where it stands in the signed log.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Family, fetchActivity, type Happened } from "#api/activity";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { Page } from "#ui/Page";
import { Empty, Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import styles from "./activity.module.css";
import { Entry } from "./Entry";
import { byDay } from "./sentences";

const FAMILIES = ["work", "data", "rules", "people", "export", "system"] as const;

function useActivity(project: string, family: Family | "", actor: string) {
  const pages = useInfiniteQuery({
    queryKey: ["project", project, "activity", family, actor],
    queryFn: ({ pageParam }) =>
      fetchActivity(
        project,
        { ...(family === "" ? {} : { family }), ...(actor === "" ? {} : { actor }) },
        pageParam,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const found = pages.data?.pages ?? [];
  return {
    pages,
    items: found.flatMap((page) => page.items),
    people: new Map(Object.entries(found[0]?.people ?? {})),
    members: found[0]?.members ?? [],
    namesShown: found[0]?.names_shown ?? true,
  };
}

interface DaysProps {
  readonly items: readonly Happened[];
  readonly people: ReadonlyMap<string, string>;
}

function Days({ items, people }: DaysProps) {
  return [...byDay(items, day)].map(([name, events]) => (
    <section key={name} className={styles["day"]}>
      <h2>{name}</h2>
      <ol className={styles["events"]}>
        {events.map((event) => (
          <Entry key={event.id} event={event} name={people.get(event.actor)} />
        ))}
      </ol>
    </section>
  ));
}

export function ActivityPage() {
  const t = useText("activity");
  const project = useProjectId();
  const [family, setFamily] = useState<Family | "">("");
  const [actor, setActor] = useState("");
  const { pages, items, people, members, namesShown } = useActivity(project, family, actor);
  const families = FAMILIES.map((value) => ({ value, label: t(`family.${value}`) }));
  const names = members.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Page title={t("title")} wide about={t("about")}>
      <search className={styles["filters"]} aria-label={t("filters")}>
        <NativeSelect
          size="xs"
          label={t("family")}
          value={family}
          data={[{ value: "", label: t("all") }, ...families]}
          onChange={(event) => setFamily(event.currentTarget.value as Family | "")}
        />
        {namesShown && (
          <NativeSelect
            size="xs"
            label={t("person")}
            value={actor}
            data={[{ value: "", label: t("everybody") }, ...names]}
            onChange={(event) => setActor(event.currentTarget.value)}
          />
        )}
      </search>
      {!namesShown && <p>{t("names-hidden")}</p>}
      {pages.isPending && <LoadingLines lines={8} />}
      {pages.isError && <Failed error={pages.error} retry={() => void pages.refetch()} />}
      {pages.isSuccess && items.length === 0 && !pages.hasNextPage && (
        <Empty title={t("none")}>{t("none-about")}</Empty>
      )}
      <Days items={items} people={people} />
      {pages.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t("older")}
        </Button>
      )}
    </Page>
  );
}
