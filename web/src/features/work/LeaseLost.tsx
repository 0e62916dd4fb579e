// The time for a text ran out: the labels stay on screen until the text is ours again.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { count } from "#lib/time";
import { Dialog } from "#ui/Dialog";
import { Failed, Note } from "#ui/states";
import { useTakeAgain } from "./useTakeAgain";
import type { Workspace } from "./useWorkspace";

interface LeaseLostProps {
  readonly workspace: Workspace;
  readonly onLeave: () => void;
}

/** Takes a lost text again, and asks where that needs a person. */
export function LeaseLost({ workspace, onLeave }: LeaseLostProps) {
  const { lease, labels, handIn } = workspace;
  const again = useTakeAgain(workspace);
  if (lease.lost === null || handIn.isSuccess || again.isPending) return null;
  return (
    <Dialog title="The time for this text ran out" onClose={onLeave} mustDecide>
      <p>
        The text went back to the queue. {count(labels.spans.length, "mark")} and your answers are
        still on this page, and the last saved draft is kept for you.
      </p>
      {again.isGone && (
        <Note tone="warn">
          Somebody else has this text now, or it was taken back. You can leave it.
        </Note>
      )}
      {again.isError && !again.isGone && <Failed error={again.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          Leave this text
        </Button>
        {!again.isGone && (
          <Button data-autofocus onClick={again.take}>
            Take it again
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
