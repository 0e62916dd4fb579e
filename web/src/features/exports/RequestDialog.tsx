// Asking for an export: which labels, on which texts, in which format, a look at them, and why.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { exportsQuery, requestExport } from "#api/release";
import type { ExportFormat } from "#api/types";
import { useText } from "#i18n/Text";
import { Dialog } from "#ui/Dialog";
import { SubmitRow } from "#ui/SubmitRow";
import { ChoiceFields } from "./ChoiceFields";
import { ContentFields } from "./ContentFields";
import { type Choice, isWhole, START, toAsk } from "./choice";
import styles from "./exports.module.css";
import { PreviewPanel } from "./PreviewPanel";
import { Sample } from "./Sample";
import { EXAMPLES, FORMATS, formatName } from "./words";

interface RequestDialogProps {
  readonly project: string;
  /** What the form begins with. */
  readonly begin?: Choice;
  readonly onClose: () => void;
}

function FormatField({
  format,
  onChange,
}: {
  readonly format: ExportFormat;
  readonly onChange: (format: ExportFormat) => void;
}) {
  const t = useText("exports");
  return (
    <div>
      <NativeSelect
        label={t("format.label")}
        data-autofocus
        data={FORMATS.map((value) => ({ value, label: formatName(value) }))}
        value={format}
        onChange={(event) => onChange(event.currentTarget.value as ExportFormat)}
      />
      <p className={styles["facts"]}>{t(`format.${format}.about`)}</p>
      <details>
        <summary>{t("format.example")}</summary>
        <Sample title={t("format.example")}>{EXAMPLES[format]}</Sample>
      </details>
    </div>
  );
}

export function RequestDialog({ project, begin = START, onClose }: RequestDialogProps) {
  const t = useText("exports");
  const [choice, setChoice] = useState(begin);
  const queries = useQueryClient();
  const change = (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part }));
  const ask = useMutation({
    mutationFn: () => requestExport(project, toAsk(choice)),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(exportsQuery(project));
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Dialog title={t("request.title")} onClose={onClose} size="xl">
      <form onSubmit={onSubmit}>
        <Stack>
          <FormatField format={choice.format} onChange={(format) => change({ format })} />
          <ChoiceFields project={project} choice={choice} change={change} />
          <ContentFields choice={choice} change={change} />
          <PreviewPanel project={project} choice={choice} />
          <Textarea
            label={t("reason.label")}
            description={t("reason.about")}
            autosize
            minRows={2}
            value={choice.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          <SubmitRow
            confirm={t("request.act")}
            busy={ask.isPending}
            disabled={!isWhole(choice)}
            error={ask.error}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
