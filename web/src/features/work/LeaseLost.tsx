// The time for a text ran out: the labels stay on screen until the text is ours again.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useText } from "#i18n/Text";
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
  const t = useText("asides");
  const { lease, labels, handIn } = workspace;
  const again = useTakeAgain(workspace);
  if (lease.lost === null || handIn.isSuccess || again.isPending) return null;
  return (
    <Dialog title={t("lost.title")} onClose={onLeave} mustDecide>
      <p>{t("lost.about", { count: labels.spans.length })}</p>
      {again.isGone && <Note tone="warn">{t("lost.gone")}</Note>}
      {again.isError && !again.isGone && <Failed error={again.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          {t("lost.leave")}
        </Button>
        {!again.isGone && (
          <Button data-autofocus onClick={again.take}>
            {t("lost.again")}
          </Button>
        )}
      </Group>
    </Dialog>
  );
}
