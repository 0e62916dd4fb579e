// A text that was taken back while it was open: it is off the screen at once, and what was kept is
// told.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { say } from "#i18n/language";
import { useText } from "#i18n/Text";
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
  const t = say("asides");
  const isSaved = draft.state.kind === "saved";
  if (work.duty === "review") return t(isSaved ? "takenBack.review" : "takenBack.reviewSaved");
  if (labels.spans.length + labels.answers.length === 0) return t("takenBack.empty");
  const marks = t("takenBack.marks", { count: labels.spans.length });
  if (labels.answers.length > 0) {
    return t(isSaved ? "takenBack.answers" : "takenBack.answersSaved", { marks });
  }
  return t(isSaved ? "takenBack.spans" : "takenBack.spansSaved", { marks });
}

export function TakenBack({ workspace, onLeave }: TakenBackProps) {
  const t = useText("asides");
  const page = useText("work");
  const queries = useQueryClient();
  const { project, work, draft } = workspace;
  const wasMine = workspace.lease.lost === "reported";
  useEffect(() => draft.stop(), [draft]);
  const next = () => void queries.resetQueries({ queryKey: taskKey(project, work.duty) });
  return (
    <main className={styles["alone"]}>
      <Empty
        alone
        title={t(wasMine ? "takenBack.mine" : "takenBack.before")}
        action={
          <Group justify="center">
            <Button data-autofocus onClick={next}>
              {t("takenBack.next")}
            </Button>
            <Button variant="default" onClick={onLeave}>
              {page("leave.back")}
            </Button>
          </Group>
        }
      >
        {t(wasMine ? "takenBack.mineAbout" : "takenBack.beforeAbout")} {keptWords(workspace)}
      </Empty>
    </main>
  );
}
