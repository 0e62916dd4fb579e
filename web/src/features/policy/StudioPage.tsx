// The policy studio: the draft at the left, what it does at the right.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { useState } from "react";
import { fetchDraft, versionDocumentQuery, versionsQuery } from "#api/policy";
import type { PolicyListed } from "#api/types";
import { useText } from "#i18n/Text";
import { afterwards } from "#ui/afterwards";
import { Dialog } from "#ui/Dialog";
import { Loaded } from "#ui/Loaded";
import { Page } from "#ui/Page";
import { Failed, LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import { Editor } from "./Editor";
import styles from "./policy.module.css";
import { Sample } from "./Sample";
import { type Start, type Studio, useStudio } from "./useStudio";
import { Wishes } from "./Wishes";

const WAIT = <LoadingLines lines={8} />;
// i18n-exempt: a component by its name
const Pasted = afterwards(() => import("./Pasted"), "Pasted", WAIT);
// i18n-exempt: a component by its name
const Versions = afterwards(() => import("./Versions"), "Versions", WAIT);
// i18n-exempt: a component by its name
const Publish = afterwards(() => import("./Publish"), "Publish");

interface WorkbenchProps {
  readonly project: string;
  readonly versions: readonly PolicyListed[];
  readonly start: Start;
  readonly tab: string | null;
  readonly onTab: (tab: string | null) => void;
}

/** Nothing that was typed is lost by leaving: the browser asks. */
function useLeaving(isDirty: boolean): void {
  const t = useText("policy");
  useBlocker({
    shouldBlockFn: () => isDirty && !window.confirm(t("leave")),
    enableBeforeUnload: () => isDirty,
  });
}

const numberInForce = (versions: readonly PolicyListed[]): number =>
  versions.find((one) => one.state === "in_force")?.number ?? versions[0]?.number ?? 1;

function Acts({ studio, onPublish }: { readonly studio: Studio; readonly onPublish: () => void }) {
  const t = useText("policy");
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="default"
        disabled={!studio.isDirty}
        loading={studio.save.isPending}
        onClick={() => studio.save.mutate(studio.yaml)}
      >
        {t("draft.save")}
      </Button>
      <Button variant="default" disabled={!studio.isDraft} onClick={() => setAsking(true)}>
        {t("draft.discard")}
      </Button>
      <Button disabled={!studio.isSettled} onClick={onPublish}>
        {t("publish.open")}
      </Button>
      {isAsking && (
        <Dialog title={t("draft.discardTitle")} onClose={() => setAsking(false)}>
          <p>{t("draft.discardAbout")}</p>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={() => setAsking(false)}>
              {t("draft.keep")}
            </Button>
            <Button
              color="red"
              loading={studio.discard.isPending}
              onClick={() =>
                studio.discard.mutate(undefined, { onSuccess: () => setAsking(false) })
              }
            >
              {t("draft.discard")}
            </Button>
          </Group>
        </Dialog>
      )}
    </>
  );
}

function Workbench({ project, versions, start, tab, onTab }: WorkbenchProps) {
  const t = useText("policy");
  const studio = useStudio(project, start);
  const inForce = numberInForce(versions);
  const [against, setAgainst] = useState(inForce);
  const [isPublishing, setPublishing] = useState(false);
  const next = (versions[0]?.number ?? 0) + 1;
  useLeaving(studio.isDirty);
  const error = studio.save.error ?? studio.discard.error;
  return (
    <Page
      title={t("title")}
      wide
      about={t("about", { number: next, inForce })}
      actions={<Acts studio={studio} onPublish={() => setPublishing(true)} />}
    >
      {error !== null && <Failed error={error} />}
      <Wishes project={project} mayEdit />
      <div className={styles["bench"]}>
        <Editor studio={studio} />
        <Tabs value={tab} onChange={onTab} keepMounted={false}>
          <Tabs.List>
            <Tabs.Tab value="sample">{t("tab.sample")}</Tabs.Tab>
            <Tabs.Tab value="pasted">{t("tab.pasted")}</Tabs.Tab>
            <Tabs.Tab value="versions">{t("tab.versions")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="sample" className={styles["panel"] ?? ""}>
            <Sample studio={studio} versions={versions} against={against} onAgainst={setAgainst} />
          </Tabs.Panel>
          <Tabs.Panel value="pasted" className={styles["panel"] ?? ""}>
            <Pasted studio={studio} against={against} />
          </Tabs.Panel>
          <Tabs.Panel value="versions" className={styles["panel"] ?? ""}>
            <Versions
              project={project}
              versions={versions}
              mayApprove
              mayPublish
              onStartFrom={studio.type}
            />
          </Tabs.Panel>
        </Tabs>
      </div>
      {isPublishing && (
        <Publish
          studio={studio}
          number={next}
          onDone={() => {
            setPublishing(false);
            onTab("versions");
          }}
          onClose={() => setPublishing(false)}
        />
      )}
    </Page>
  );
}

/** The draft, or the version in force where there is none. */
function useStart(project: string, versions: readonly PolicyListed[] | undefined) {
  const number = versions === undefined ? 0 : numberInForce(versions);
  const inForce = useQuery({
    ...versionDocumentQuery(project, number),
    enabled: versions !== undefined && versions.length > 0,
  });
  const draft = useQuery({
    queryKey: ["project", project, "policy", "draft"],
    queryFn: () => fetchDraft(project),
    gcTime: 0,
  });
  return { inForce, draft };
}

function Stewarded({ project, versions }: Pick<WorkbenchProps, "project" | "versions">) {
  // A published draft begins the next one anew; what is looked at stays.
  const [tab, setTab] = useState<string | null>("sample");
  const { inForce, draft } = useStart(project, versions);
  if (inForce.data === undefined || draft.data === undefined) {
    const failed = inForce.error ?? draft.error;
    return failed === null ? <LoadingLines lines={10} /> : <Failed error={failed} />;
  }
  const start = {
    yaml: draft.data?.yaml ?? inForce.data.yaml,
    inForce: inForce.data.yaml,
    seq: draft.data?.seq ?? 0,
  };
  const key = draft.data === null ? `none-${inForce.data.number}` : `draft-${draft.data.base}`;
  return (
    <Workbench
      key={key}
      project={project}
      versions={versions}
      start={start}
      tab={tab}
      onTab={setTab}
    />
  );
}

export function StudioPage() {
  const t = useText("policy");
  const project = useProjectId();
  const offers = useOffers();
  const versions = useQuery(versionsQuery(project));
  return (
    <Loaded query={versions}>
      {(list) =>
        offers("edit-policy") && list.length > 0 ? (
          <Stewarded project={project} versions={list} />
        ) : (
          <Page title={t("title")} wide about={t("aboutReaders")}>
            <Wishes project={project} mayEdit={false} />
            <Versions
              project={project}
              versions={list}
              mayApprove={offers("approve-policy")}
              mayPublish={false}
            />
          </Page>
        )
      }
    </Loaded>
  );
}
