// Asking for an export.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox, Group, NativeSelect, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { exportsQuery, requestExport } from "#api/release";
import type { ExportContent, ExportFormat } from "#api/types";
import { Dialog } from "#ui/Dialog";
import { Failed } from "#ui/states";
import { FORMATS } from "./words";

interface RequestDialogProps {
  readonly project: string;
  readonly onClose: () => void;
}

interface Wanted {
  readonly format: ExportFormat;
  readonly content: ExportContent;
  readonly key: string;
  readonly unreviewed: boolean;
  readonly freeText: boolean;
  readonly reason: string;
}

const START: Wanted = {
  format: "jsonl",
  content: "rendition",
  key: "",
  unreviewed: false,
  freeText: false,
  reason: "",
};

const SHORTEST_REASON = 3;

function isWhole({ content, key, reason }: Wanted): boolean {
  return reason.trim().length >= SHORTEST_REASON && (content === "rendition" || key.trim() !== "");
}

const toAsk = ({ format, content, key, unreviewed, freeText, reason }: Wanted) => ({
  format,
  content,
  include_unreviewed: unreviewed,
  include_free_text: freeText,
  reason: reason.trim(),
  ...(content === "aligned" ? { recipient_key: key.trim() } : {}),
});

interface FieldsProps {
  readonly wanted: Wanted;
  readonly change: (part: Partial<Wanted>) => void;
}

function ContentField({ wanted, change }: FieldsProps) {
  return (
    <>
      <Radio.Group
        label="Texts"
        value={wanted.content}
        onChange={(value) => change({ content: value as ExportContent })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="rendition" label="Redacted, as they were labeled" />
          <Radio
            value="aligned"
            label="Aligned to the originals"
            description="A second person approves it; the bundle is encrypted to a recipient's key, and the platform cannot open it."
          />
        </Stack>
      </Radio.Group>
      {wanted.content === "aligned" && (
        <Textarea
          label="Public key of the recipient"
          description="The recipient sends it to you and keeps the private half."
          autosize
          minRows={2}
          value={wanted.key}
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
      )}
    </>
  );
}

export function RequestDialog({ project, onClose }: RequestDialogProps) {
  const [wanted, setWanted] = useState(START);
  const queries = useQueryClient();
  const change = (part: Partial<Wanted>) => setWanted({ ...wanted, ...part });
  const ask = useMutation({
    mutationFn: () => requestExport(project, toAsk(wanted)),
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
    <Dialog title="Request an export" onClose={onClose} size="lg">
      <form onSubmit={onSubmit}>
        <Stack>
          <NativeSelect
            label="Format"
            data-autofocus
            data={Object.entries(FORMATS).map(([value, label]) => ({ value, label }))}
            value={wanted.format}
            onChange={(event) => change({ format: event.currentTarget.value as ExportFormat })}
          />
          <ContentField wanted={wanted} change={change} />
          <Checkbox
            label="Also labels that nobody has reviewed yet"
            description="The bundle says for each label whether it was reviewed."
            checked={wanted.unreviewed}
            onChange={(event) => change({ unreviewed: event.currentTarget.checked })}
          />
          {wanted.content === "aligned" && (
            <Checkbox
              label="Also answers in free text"
              description="They were written about the redacted text and may say more than they should."
              checked={wanted.freeText}
              onChange={(event) => change({ freeText: event.currentTarget.checked })}
            />
          )}
          <Textarea
            label="Reason"
            description="It goes into the audit log and to whoever approves."
            autosize
            minRows={2}
            value={wanted.reason}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          {ask.isError && <Failed error={ask.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={ask.isPending} disabled={!isWhole(wanted)}>
              Request
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
