// Changing labels that are in use: what it would touch is counted first, then a job does it.
// - Labels are never changed in place: each text gets a new revision that says so.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { previewChange, startChange } from "#api/projects";
import type { ChangeWanted } from "#api/types";
import { useText } from "#i18n/Text";
import type { Ontology, Question, SpanClass } from "#lib/labels";
import { ButtonLink } from "#ui/ButtonLink";
import { Dialog } from "#ui/Dialog";
import { ManyField } from "#ui/ManyField";
import { NumberField } from "#ui/NumberField";
import { Failed, Note } from "#ui/states";
import { ChangeCounts } from "./ChangeCounts";
import { ChangesMade } from "./ChangesMade";
import { changeOf, KINDS, type Kind, type Wanted } from "./change";
import styles from "./setup.module.css";

interface ChangeDialogProps {
  readonly project: string;
  /** As it was published: what is only in the form is not changed yet. */
  readonly ontology: Ontology;
  readonly guideline: number;
  readonly onClose: () => void;
}

interface FieldsProps {
  readonly wanted: Wanted;
  readonly classes: readonly SpanClass[];
  readonly set: (part: Partial<Wanted>) => void;
}

const named = (classes: readonly SpanClass[]) =>
  classes.map(({ id, name }) => ({ value: id, label: name }));

/** Where each answer of an attribute leads. */
function SplitFields({ wanted, classes, set }: FieldsProps) {
  const t = useText("setup");
  const split = classes.find(({ id }) => id === wanted.classes[0]);
  const attributes = (split?.attributes ?? []).filter(({ kind }) => kind === "single");
  const attribute: Question | undefined = attributes.find(({ id }) => id === wanted.attribute);
  const choose = { value: "", label: t("change.choose") };
  return (
    <>
      <NativeSelect
        label={t("change.which")}
        data={[choose, ...named(classes)]}
        value={wanted.classes[0] ?? ""}
        onChange={(event) => {
          const id = event.currentTarget.value;
          set({ classes: id === "" ? [] : [id], attribute: "", byOption: {} });
        }}
      />
      {split !== undefined && attributes.length === 0 && (
        <Note tone="info">{t("change.noAttribute", { name: split.name })}</Note>
      )}
      {attributes.length > 0 && (
        <NativeSelect
          label={t("change.by")}
          data={[choose, ...attributes.map(({ id, title }) => ({ value: id, label: title }))]}
          value={wanted.attribute}
          onChange={(event) => set({ attribute: event.currentTarget.value, byOption: {} })}
        />
      )}
      {(attribute?.options ?? []).map(({ id, name }) => (
        <NativeSelect
          key={id}
          label={t("change.leads", { name })}
          data={[
            { value: "", label: t("change.stays", { name: split?.name ?? "" }) },
            ...named(classes).filter(({ value }) => value !== split?.id),
          ]}
          value={wanted.byOption[id] ?? ""}
          onChange={(event) =>
            set({ byOption: { ...wanted.byOption, [id]: event.currentTarget.value } })
          }
        />
      ))}
    </>
  );
}

function Fields(props: FieldsProps) {
  const { wanted, classes, set } = props;
  const t = useText("setup");
  if (wanted.kind === "split") return <SplitFields {...props} />;
  return (
    <>
      <ManyField
        key={wanted.kind}
        label={wanted.kind === "reopen" ? t("change.only") : t("change.whichMany")}
        none={wanted.kind === "reopen" ? t("change.all") : t("change.choose")}
        data={named(classes)}
        value={wanted.classes}
        onChange={(next) => set({ classes: next })}
      />
      {wanted.kind === "merge" && (
        <NativeSelect
          label={t("change.into")}
          data={[
            { value: "", label: t("change.choose") },
            ...named(classes).filter(({ value }) => !wanted.classes.includes(value)),
          ]}
          value={wanted.into}
          onChange={(event) => set({ into: event.currentTarget.value })}
        />
      )}
      {wanted.kind === "retire" && (
        <NativeSelect
          label={t("change.labeled")}
          data={[
            { value: "keep", label: t("change.keep") },
            { value: "drop", label: t("change.drop") },
          ]}
          value={wanted.labeled}
          onChange={(event) => set({ labeled: event.currentTarget.value as "keep" | "drop" })}
        />
      )}
      {wanted.kind === "reopen" && (
        <NumberField
          label={t("change.below")}
          min={2}
          w={220}
          value={wanted.below}
          onNumber={(below) => set({ below })}
        />
      )}
    </>
  );
}

export function ChangeDialog({ project, ontology, guideline, onClose }: ChangeDialogProps) {
  const t = useText("setup");
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<Wanted>({
    ...{ kind: "merge", classes: [], into: "", attribute: "", byOption: {}, labeled: "keep" },
    below: Math.max(2, guideline),
  });
  const preview = useMutation({ mutationFn: (to: ChangeWanted) => previewChange(project, to) });
  const start = useMutation({
    mutationFn: (to: ChangeWanted) => startChange(project, to),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["project", project] }),
  });
  const set = (part: Partial<Wanted>) => {
    setWanted({ ...wanted, ...part });
    preview.reset();
    start.reset();
  };
  const classes = ontology.classes.filter(({ retired }) => retired !== true);
  const change = changeOf(wanted);
  if (start.isSuccess) {
    return (
      <Dialog title={t("change.title")} size="lg" onClose={onClose}>
        <Stack>
          <Note tone="ok">
            {start.data.job_id === null ? t("change.done") : t("change.started")}
          </Note>
          <Group justify="flex-end">
            {start.data.job_id !== null && (
              <ButtonLink
                variant="default"
                to="/projects/$projectId/jobs"
                params={{ projectId: project }}
              >
                {t("change.watch")}
              </ButtonLink>
            )}
            <Button onClick={onClose}>{t("change.close")}</Button>
          </Group>
        </Stack>
      </Dialog>
    );
  }
  return (
    <Dialog title={t("change.title")} size="lg" onClose={onClose}>
      <Stack>
        <p className={styles["version"]}>{t("change.about")}</p>
        <NativeSelect
          label={t("change.what")}
          data-autofocus
          data={KINDS.map((kind) => ({ value: kind, label: t(`change.kind.${kind}`) }))}
          value={wanted.kind}
          onChange={(event) =>
            set({ kind: event.currentTarget.value as Kind, classes: [], into: "", attribute: "" })
          }
        />
        <p className={styles["quiet"]}>{t(`change.about.${wanted.kind}`)}</p>
        <Fields wanted={wanted} classes={classes} set={set} />
        {preview.isSuccess && (
          <ChangeCounts preview={preview.data} {...{ project, wanted, classes }} />
        )}
        {preview.isError && <Failed error={preview.error} />}
        {start.isError && <Failed error={start.error} />}
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={change === null}
            loading={preview.isPending}
            onClick={() => change !== null && preview.mutate(change)}
          >
            {t("change.preview")}
          </Button>
          <Button
            disabled={change === null || !preview.isSuccess}
            loading={start.isPending}
            onClick={() => change !== null && start.mutate(change)}
          >
            {t(`change.start.${wanted.kind}`)}
          </Button>
        </Group>
        <ChangesMade project={project} ontology={ontology} />
      </Stack>
    </Dialog>
  );
}
