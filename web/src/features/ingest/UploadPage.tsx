// Adding texts: choose, say what the columns are, send; then watch them being redacted.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Progress } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { FileFormat } from "#api/types";
import { useText } from "#i18n/Text";
import { size } from "#lib/time";
import { Page, Section } from "#ui/Page";
import { Failed, LoadingLines, Note } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { DatasetField, useDataset } from "./DatasetField";
import { FilePicker } from "./FilePicker";
import { FormatField } from "./FormatField";
import type { Picked, Sorted } from "./files";
import styles from "./ingest.module.css";
import { MappingTable } from "./MappingTable";
import { Sealed } from "./Sealed";
import { isComplete, lacksConversation, mappingOf, useMapping } from "./useMapping";
import { type Phase, useUpload } from "./useUpload";

const NOTHING: Sorted = { taken: [], refused: [], empty: [] };

interface SendingProps {
  readonly phase: Phase & { kind: "sending" };
  readonly onCancel: () => void;
}

function Sending({ phase, onCancel }: SendingProps) {
  const t = useText("ingest");
  const percent = phase.total === 0 ? 100 : Math.round((100 * phase.sent) / phase.total);
  return (
    <Section title={t("sending.title")} about={t("sending.about")}>
      <Progress value={percent} aria-label={t("sending.sent")} />
      <Group justify="space-between" mt="xs">
        <span>{t("sending.of", { sent: size(phase.sent), total: size(phase.total) })}</span>
        <Button variant="default" onClick={onCancel}>
          {t("sending.cancel")}
        </Button>
      </Group>
    </Section>
  );
}

function Columns({
  files,
  mapping,
}: {
  readonly files: readonly Picked[];
  readonly mapping: ReturnType<typeof useMapping>;
}) {
  const t = useText("ingest");
  const { columns, uses, assign } = mapping;
  if (files.length === 0 || columns.data?.length === 0) return null;
  const hasText = [...uses.values()].includes("content");
  return (
    <Section title={t("columns.title")} about={t("columns.about")}>
      {columns.data === undefined ? (
        <LoadingLines />
      ) : (
        <MappingTable columns={columns.data} uses={uses} onAssign={assign} />
      )}
      {columns.data !== undefined && !hasText && <Note tone="warn">{t("columns.noText")}</Note>}
      {lacksConversation(uses) && <Note tone="warn">{t("columns.noConversation")}</Note>}
    </Section>
  );
}

export function UploadPage() {
  const t = useText("ingest");
  const project = useProjectId();
  const { upload: unfinished } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [sorted, setSorted] = useState<Sorted>(NOTHING);
  const [format, setFormat] = useState<FileFormat>("auto");
  const dataset = useDataset(project);
  const mapping = useMapping(sorted.taken);
  const upload = useUpload(project, unfinished);
  const note = (id: string | undefined) =>
    navigate({
      to: "/projects/$projectId/upload",
      params: { projectId: project },
      search: id === undefined ? {} : { upload: id },
      replace: true,
    });
  const isTable = (mapping.columns.data?.length ?? 0) > 0;
  const isMapped = !isTable || isComplete(mapping.uses);
  const isGoingOn = upload.id !== null;
  const isReady = sorted.taken.length > 0 && (isGoingOn || (isMapped && dataset.isChosen));
  const send = async () => {
    const id = isGoingOn ? "" : await dataset.resolve();
    const wanted = { files: sorted.taken, mapping: mappingOf(mapping.uses), format };
    await upload.start({ ...wanted, dataset: id }, (opened) => void note(opened));
  };
  const startOver = async () => {
    await upload.cancel();
    await note(undefined);
  };
  if (upload.phase.kind === "sealed" && upload.id !== null) {
    const names = sorted.taken.map((each) => each.path);
    return <Sealed project={project} upload={upload.id} job={upload.phase.job} names={names} />;
  }
  return (
    <Page title={t("upload.title")} about={t("upload.about")}>
      {upload.phase.kind === "sending" ? (
        <Sending phase={upload.phase} onCancel={() => void startOver()} />
      ) : (
        <div className={styles["steps"]}>
          {isGoingOn && (
            <Note
              tone="info"
              title={t("upload.unfinished")}
              action={
                <Button size="compact-sm" variant="default" onClick={() => void startOver()}>
                  {t("upload.giveUp")}
                </Button>
              }
            >
              {t("upload.unfinishedAbout")}
            </Note>
          )}
          {upload.phase.kind === "broken" && <Failed error={upload.phase.error} />}
          {!isGoingOn && <DatasetField dataset={dataset} />}
          <FilePicker sorted={sorted} onPick={setSorted} />
          {!isGoingOn && <Columns files={sorted.taken} mapping={mapping} />}
          {!isGoingOn && isTable && <FormatField value={format} onChange={setFormat} />}
          <Group>
            <Button size="md" disabled={!isReady} onClick={() => void send()}>
              {t(isGoingOn ? "upload.goOn" : "upload.send")}
            </Button>
          </Group>
        </div>
      )}
    </Page>
  );
}
