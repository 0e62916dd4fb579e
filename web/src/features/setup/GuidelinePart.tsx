// The guideline: Markdown at the left, what labelers will read or what changes at the right.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import {
  guidelineQuery,
  guidelineVersionQuery,
  ontologyQuery,
  publishGuideline,
  versionsQuery,
} from "#api/projects";
import type { GuidelineVersion } from "#api/types";
import { useText } from "#i18n/Text";
import { headingsOf, isAbout } from "#lib/guideline";
import { day } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { Markdown } from "#ui/Markdown";
import { Segments } from "#ui/Segments";
import { Failed, Note } from "#ui/states";
import { WordDiff } from "#ui/WordDiff";
import type { PartProps } from "./part";
import styles from "./setup.module.css";
import { usePublish } from "./usePublish";

type Shown = "preview" | "changes";

interface ChangesProps {
  readonly project: string;
  readonly latest: number;
  readonly body: string;
}

/** What is written now beside any version. */
function Changes({ project, latest, body }: ChangesProps) {
  const t = useText("setup");
  const [number, setNumber] = useState(latest);
  const versions = useQuery(versionsQuery(project, "guideline"));
  const version = useQuery(guidelineVersionQuery(project, number));
  return (
    <Stack gap="xs">
      <NativeSelect
        label={t("guideline.compare")}
        w={260}
        data={(versions.data ?? []).map((each) => ({
          value: String(each.number),
          label: t("versions.one", { number: each.number, day: day(each.created_at) }),
        }))}
        value={String(number)}
        onChange={(event) => setNumber(Number(event.currentTarget.value))}
      />
      <Loaded query={version}>
        {(old) =>
          old.body === body ? (
            <p className={styles["quiet"]}>{t("guideline.same")}</p>
          ) : (
            <WordDiff before={old.body} after={body} />
          )
        }
      </Loaded>
    </Stack>
  );
}

/** Which labels have a heading that opens when a labeler asks about them. */
function Anchors({ project, body }: { readonly project: string; readonly body: string }) {
  const t = useText("setup");
  const ontology = useQuery(ontologyQuery(project));
  const classes = (ontology.data?.document.classes ?? []).filter(({ retired }) => !retired);
  if (classes.length === 0) return null;
  const headings = headingsOf(body);
  const missing = classes.filter(
    ({ id, name }) => !headings.some((each) => isAbout(each, id, name)),
  );
  return (
    <p className={styles["quiet"]}>
      {t("guideline.anchors", { name: classes[0]?.name ?? "" })}{" "}
      {missing.length > 0 &&
        t("guideline.missing", { names: missing.map(({ name }) => name).join(", ") })}
    </p>
  );
}

function Form({
  project,
  mayEdit,
  version,
}: PartProps & { readonly version: GuidelineVersion | null }) {
  const t = useText("setup");
  const [body, setBody] = useState(version?.body ?? t("guideline.start"));
  const [shown, setShown] = useState<Shown>("preview");
  const settled = useDeferredValue(body);
  const publish = usePublish(project, (next: string) => publishGuideline(project, next));
  const isChanged = body !== version?.body;
  return (
    <>
      <p className={styles["version"]}>
        {version === null
          ? t("guideline.noVersion")
          : t("labels.version", { number: version.number })}{" "}
        {t("guideline.about")}
      </p>
      <div className={styles["split"]}>
        {mayEdit && (
          <Textarea
            label={t("guideline.markdown")}
            autosize
            minRows={18}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            classNames={{ input: styles["code"] ?? "" }}
          />
        )}
        <div>
          {version !== null && (
            <Group mb="sm">
              <Segments
                aria-label={t("guideline.shown")}
                value={shown}
                onChange={(next) => setShown(next as Shown)}
                data={[
                  { value: "preview", label: t("guideline.preview") },
                  { value: "changes", label: t("guideline.changes") },
                ]}
              />
            </Group>
          )}
          {shown === "changes" && version !== null ? (
            <Changes project={project} latest={version.number} body={settled} />
          ) : (
            <section aria-label={t("guideline.preview")} className={styles["preview"]}>
              <Markdown source={settled} />
            </section>
          )}
          <Anchors project={project} body={settled} />
        </div>
      </div>
      {publish.isError && <Failed error={publish.error} />}
      {publish.isSuccess && !isChanged && <Note tone="ok">{t("published")}</Note>}
      {mayEdit && (
        <Button
          mt="md"
          loading={publish.isPending}
          disabled={!isChanged || body.trim() === ""}
          onClick={() => publish.mutate(body)}
        >
          {t("publish", { number: (version?.number ?? 0) + 1 })}
        </Button>
      )}
    </>
  );
}

export function GuidelinePart(props: PartProps) {
  const guideline = useQuery(guidelineQuery(props.project));
  return <Loaded query={guideline}>{(version) => <Form {...props} version={version} />}</Loaded>;
}
