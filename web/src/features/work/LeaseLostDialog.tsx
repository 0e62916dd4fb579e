// The time for a text ran out: the labels stay on screen until the text is ours again.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Work } from "#api/types";
import { giveBack, takeNext } from "#api/work";
import { count } from "#lib/time";
import { Dialog } from "#ui/Dialog";
import { Failed, Note } from "#ui/states";
import { taskKey } from "./task";
import type { Workspace } from "./useWorkspace";

interface LeaseLostDialogProps {
  readonly workspace: Workspace;
  readonly onLeave: () => void;
}

/** Lease the same text once more; null if it went to somebody else. */
async function takeAgain(workspace: Workspace): Promise<Work | null> {
  const { project, work } = workspace;
  const next = await takeNext(project, work.duty);
  if (next === null || next.task_id === work.task_id) return next;
  await giveBack(project, next.task_id);
  return null;
}

export function LeaseLostDialog({ workspace, onLeave }: LeaseLostDialogProps) {
  const queries = useQueryClient();
  const { project, work, labels } = workspace;
  const again = useMutation({
    mutationFn: () => takeAgain(workspace),
    onSuccess: (next) => {
      if (next !== null) queries.setQueryData(taskKey(project, work.duty), next);
    },
  });
  const isGone = again.isSuccess && again.data === null;
  return (
    <Dialog title="The time for this text ran out" onClose={onLeave} mustDecide>
      <p>
        The text went back to the queue. {count(labels.spans.length, "mark")} and your answers are
        still on this page, and the last saved draft is kept for you.
      </p>
      {isGone && (
        <Note tone="warn">Somebody else has this text now. You can leave it to them.</Note>
      )}
      {again.isError && <Failed error={again.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          Leave this text
        </Button>
        {!isGone && (
          <Button data-autofocus loading={again.isPending} onClick={() => again.mutate()}>
            Take it again
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
