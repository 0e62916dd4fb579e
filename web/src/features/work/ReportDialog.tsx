// Something in the text should be hidden: which place, of what kind; hidden for everybody at once.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect, Radio, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reportMiss } from "#api/work";
import { Dialog } from "#ui/Dialog";
import { Failed } from "#ui/states";
import { meansLost } from "./useLease";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

const KINDS = [
  { value: "OTHER", label: "I am not sure" },
  { value: "NAME", label: "A person's name" },
  { value: "DATE", label: "A date" },
  { value: "AGE", label: "An age" },
  { value: "LOCATION", label: "A place" },
  { value: "ADDRESS", label: "An address" },
  { value: "ORGANIZATION", label: "A company or institution" },
  { value: "PHONE", label: "A phone number" },
  { value: "EMAIL", label: "An e-mail address" },
  { value: "ID", label: "A number that identifies somebody" },
  { value: "MRN", label: "A patient or record number" },
  { value: "ACCOUNT", label: "An account number" },
  { value: "USERNAME", label: "A user name" },
];

interface ReportDialogProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

/** The place that is selected, or the picked mark; null where there is neither. */
function placeOf({ editor }: Workspace): { start: number; end: number } | null {
  const { selected, spans, picked } = editor;
  if (selected !== null && selected.anchor !== selected.focus) {
    const [start, end] = [selected.anchor, selected.focus].sort((one, other) => one - other);
    return { start: start as number, end: end as number };
  }
  const mark = spans.find(({ id }) => id === picked);
  return mark === undefined ? null : { start: mark.start, end: mark.end };
}

export function ReportDialog({ workspace, onClose }: ReportDialogProps) {
  const { project, work, draft, lease, editor } = workspace;
  const [place] = useState(() => placeOf(workspace));
  const [where, setWhere] = useState(place === null ? "text" : "place");
  const [kind, setKind] = useState("OTHER");
  const report = useMutation({
    mutationFn: async () => {
      await draft.flush();
      await reportMiss(project, work, { place: where === "place" ? place : null, kind });
    },
    onSuccess: lease.report,
    onError: (error) => {
      if (meansLost(error)) lease.lose(error);
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    report.mutate();
  };
  return (
    <Dialog title="Hide something" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <Radio.Group label="What should not be seen?" value={where} onChange={setWhere}>
            <Stack gap="xs" mt="xs">
              {place === null ? (
                <p className={styles["quiet"]}>
                  To hide one place only, close this, select it in the text, and come back.
                </p>
              ) : (
                <Radio
                  value="place"
                  data-autofocus
                  label={
                    <>
                      <mark className={styles["reported"]} dir="auto">
                        {editor.index.slice(place.start, place.end)}
                      </mark>
                      , wherever it stands in this text
                    </>
                  }
                />
              )}
              <Radio
                value="text"
                label="The whole text"
                {...(place === null ? { "data-autofocus": true } : {})}
              />
            </Stack>
          </Radio.Group>
          <NativeSelect
            label="What is it?"
            data={KINDS}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          <p>
            Everybody loses this text at once, you too. It is hidden, a data steward looks at it,
            and your work comes back with the new text. <strong>This cannot be undone.</strong>
          </p>
          {report.isError && !meansLost(report.error) && <Failed error={report.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={report.isPending}>
              Hide it now
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
