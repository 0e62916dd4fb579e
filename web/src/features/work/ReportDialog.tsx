// Something in the text should be hidden: which place, of what kind; hidden for everybody at once.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, Radio, Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { reportMiss } from "#api/work";
import { Text, useText } from "#i18n/Text";
import { Dialog } from "#ui/Dialog";
import { SubmitRow } from "#ui/SubmitRow";
import { meansLost } from "./useLease";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

const KINDS = [
  ...(["OTHER", "NAME", "DATE", "AGE", "LOCATION", "ADDRESS", "ORGANIZATION"] as const),
  ...(["PHONE", "EMAIL", "ID", "MRN", "ACCOUNT", "USERNAME"] as const),
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
  const t = useText("asides");
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
    <Dialog title={t("hide.title")} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <Radio.Group label={t("hide.what")} value={where} onChange={setWhere}>
            <Stack gap="xs" mt="xs">
              {place === null ? (
                <p className={styles["quiet"]}>{t("hide.howTo")}</p>
              ) : (
                <Radio
                  value="place"
                  data-autofocus
                  label={
                    <Text
                      of="asides"
                      is="hide.place"
                      values={{ words: editor.quoteAt(place) }}
                      tags={{ m: <mark className={styles["reported"]} dir="auto" /> }}
                    />
                  }
                />
              )}
              <Radio
                value="text"
                label={t("hide.text")}
                {...(place === null ? { "data-autofocus": true } : {})}
              />
            </Stack>
          </Radio.Group>
          <NativeSelect
            label={t("hide.kind")}
            data={KINDS.map((each) => ({ value: each, label: t(`hide.kind.${each}`) }))}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          <p>
            <Text of="asides" is="hide.about" tags={{ b: <strong /> }} />
          </p>
          <SubmitRow
            confirm={t("hide.now")}
            busy={report.isPending}
            error={meansLost(report.error) ? null : report.error}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
