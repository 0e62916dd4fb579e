// One quarantined text: what is hidden already, what the redactor doubted, and the decision.
// - The next one in the list is prepared meanwhile; J and K go on and back without the list.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useText } from "#i18n/Text";
import { type HeldFilter, readHeldFilter } from "#lib/heldFilter";
import { useActions } from "#lib/keymap/useActions";
import { Key } from "#ui/Key";
import { Page } from "#ui/Page";
import { Failed, LoadingLines, Note } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import type { Act } from "./ActDialog";
import { Decision } from "./Decision";
import { Earlier } from "./Earlier";
import styles from "./quarantine.module.css";
import { Rail } from "./Rail";
import { reasonWords, riskWords } from "./reasons";
import { useHeld } from "./useHeld";
import { prepare, useView } from "./useView";

/** The texts around this one in the list that one came from. */
function useAround(project: string, asset: string, filter: HeldFilter) {
  const navigate = useNavigate();
  const { pages, items } = useHeld(project, filter);
  const at = items.findIndex((item) => item.asset_id === asset);
  const next = at < 0 ? items[0] : items[at + 1];
  const previous = at > 0 ? items[at - 1] : undefined;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (at >= 0 && next === undefined && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [at, next, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const go = (id: string | undefined) => {
    const params = { projectId: project };
    if (id === undefined)
      void navigate({ to: "/projects/$projectId/quarantine", params, search: filter });
    else
      void navigate({
        to: "/projects/$projectId/quarantine/$assetId",
        params: { ...params, assetId: id },
        search: filter,
      });
  };
  return { items, next: next?.asset_id, previous: previous?.asset_id, go };
}

function Ways({ around }: { readonly around: ReturnType<typeof useAround> }) {
  const t = useText("quarantine");
  const { next, previous, go } = around;
  return (
    <Group gap="xs">
      <Button
        size="compact-sm"
        variant="default"
        disabled={previous === undefined}
        aria-keyshortcuts="K"
        rightSection={<Key>K</Key>}
        onClick={() => go(previous)}
      >
        {t("decide.previous")}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={next === undefined}
        aria-keyshortcuts="J"
        rightSection={<Key>J</Key>}
        onClick={() => go(next)}
      >
        {t("decide.next")}
      </Button>
    </Group>
  );
}

export function TextPage() {
  const t = useText("quarantine");
  const project = useProjectId();
  const { assetId = "" } = useParams({ strict: false });
  const filter = readHeldFilter(useSearch({ strict: false }));
  const around = useAround(project, assetId, filter);
  const { view, isOver } = useView(project, assetId);
  const again = () => void view.refetch();
  const { items, next, previous, go } = around;
  const isShown = view.data !== undefined && !isOver;
  useActions({
    ...(next === undefined ? {} : { "quarantine.next": () => go(next) }),
    ...(previous === undefined ? {} : { "quarantine.previous": () => go(previous) }),
  });
  useEffect(() => {
    if (isShown && next !== undefined) void prepare(project, next);
  }, [isShown, next, project]);
  const done = (act: Act) => {
    // More was hidden: the text is looked at again before it is released. A wish changes nothing.
    if (act !== "hide" && act !== "wish") go(next);
  };
  return (
    <Page
      title={t("decide.title")}
      wide
      about={t("decide.about")}
      actions={
        <>
          <Ways around={around} />
          <Link
            to="/projects/$projectId/quarantine"
            params={{ projectId: project }}
            search={filter}
          >
            {t("decide.back")}
          </Link>
        </>
      }
    >
      <div className={styles["desk"]}>
        <Rail project={project} items={items} asset={assetId} filter={filter} />
        <div className={styles["open"]}>
          {view.isPending && (
            <>
              <p role="status">{t("look.preparing")}</p>
              <LoadingLines lines={8} />
            </>
          )}
          {view.isError && <Failed error={view.error} retry={again} />}
          {isOver && (
            <Note
              tone="info"
              title={t("look.over")}
              action={
                <Button size="compact-sm" variant="default" onClick={again}>
                  {t("look.again")}
                </Button>
              }
            >
              {t("look.overAbout")}
            </Note>
          )}
          {view.data !== undefined && !isOver && (
            <>
              <p>
                {t("text.risk", {
                  why: reasonWords(view.data.reason),
                  risk: riskWords(view.data.risk),
                })}
              </p>
              <Decision
                key={`${assetId} ${view.data.expires_at}`}
                project={project}
                asset={assetId}
                isAside={filter.aside === "yes"}
                view={view.data}
                onDone={done}
              />
              <Earlier project={project} asset={assetId} />
            </>
          )}
        </div>
      </div>
    </Page>
  );
}
