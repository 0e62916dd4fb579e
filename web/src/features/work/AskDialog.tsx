// Asking about a mark or the whole text; the text may wait for the answer.
// - Whoever answers does not see the text: the question has to stand by itself.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Radio, Stack, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask, issuesKey } from "#api/issues";
import { useText } from "#i18n/Text";
import { Dialog } from "#ui/Dialog";
import { SubmitRow } from "#ui/SubmitRow";
import { aboutOf } from "./useHandIn";
import type { Workspace } from "./useWorkspace";

interface AskDialogProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

export function AskDialog({ workspace, onClose }: AskDialogProps) {
  const t = useText("asides");
  const { project, work, editor, handIn } = workspace;
  const queries = useQueryClient();
  const picked = editor.spans.find((span) => span.id === editor.picked) ?? null;
  const [about, setAbout] = useState<"mark" | "text">(picked === null ? "text" : "mark");
  const [text, setText] = useState("");
  const [isAside, setAside] = useState(false);
  const span = about === "mark" ? picked : null;
  const put = useMutation({
    mutationFn: () => ask(project, work.task_id, { text, about: aboutOf(span) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: issuesKey(project) });
      onClose();
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isAside) handIn.mutate({ kind: "aside", text, about: span });
    else put.mutate();
  };
  const failed = isAside ? handIn : put;
  return (
    <Dialog title={t("ask.title")} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          {picked !== null && (
            <Radio.Group
              label={t("ask.about")}
              value={about}
              onChange={(value) => setAbout(value as "mark" | "text")}
            >
              <Stack gap="xs" mt="xs">
                <Radio
                  value="mark"
                  label={t("ask.aboutMark", {
                    words: editor.quote(picked),
                    label: editor.paints.get(picked.class_id)?.name ?? "?",
                  })}
                />
                <Radio value="text" label={t("ask.aboutText")} />
              </Stack>
            </Radio.Group>
          )}
          <Textarea
            label={t("ask.question")}
            description={t("ask.questionAbout")}
            data-autofocus
            autosize
            minRows={3}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Checkbox
            label={t("ask.aside")}
            description={t("ask.asideAbout")}
            checked={isAside}
            onChange={(event) => setAside(event.currentTarget.checked)}
          />
          <SubmitRow
            confirm={t("ask.send")}
            busy={put.isPending || handIn.isPending}
            disabled={text.trim() === ""}
            error={failed.error}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
