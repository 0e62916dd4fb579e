// A text that was taken back while it was open: it is off the screen at once, and what was kept is
// told.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { count } from "#lib/time";
import { Empty } from "#ui/states";
import { taskKey } from "./task";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

interface TakenBackProps {
  readonly workspace: Workspace;
  readonly onLeave: () => void;
}

/** What is kept of the work on it, in words. */
function keptWords({ labels, draft, work }: Workspace): string {
  const until = draft.state.kind === "saved" ? "" : " as they were last saved";
  if (work.duty === "review") {
    return `The labels under review and your corrections are kept${until}.`;
  }
  if (labels.spans.length + labels.answers.length === 0) return "You had not marked anything yet.";
  const answers = labels.answers.length > 0 ? " and your answers" : "";
  const made = `${count(labels.spans.length, "mark")}${answers}`;
  return `What you had (${made}) is kept${until}, and comes back to you with the new text.`;
}

export function TakenBack({ workspace, onLeave }: TakenBackProps) {
  const queries = useQueryClient();
  const { project, work, draft } = workspace;
  const wasMine = workspace.lease.lost === "reported";
  useEffect(() => draft.stop(), [draft]);
  const next = () => void queries.resetQueries({ queryKey: taskKey(project, work.duty) });
  return (
    <main className={styles["alone"]}>
      <Empty
        alone
        title={wasMine ? "Thank you" : "This text was taken back"}
        action={
          <Group justify="center">
            <Button data-autofocus onClick={next}>
              Go on with the next text
            </Button>
            <Button variant="default" onClick={onLeave}>
              Back to your work
            </Button>
          </Group>
        }
      >
        {wasMine
          ? "The text was taken back from everybody. Your data steward looks at it next."
          : "It may have shown something that should be hidden, so nobody can see it now."}{" "}
        {keptWords(workspace)}
      </Empty>
    </main>
  );
}
