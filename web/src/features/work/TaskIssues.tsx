// Questions about the open text, with their answers; shown beside it.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { closeIssue, issuesKey, markSeen, reply, taskIssuesQuery } from "#api/issues";
import type { IssueOut } from "#api/schema.gen";
import { useText } from "#i18n/Text";
import { IssueThread } from "#ui/IssueThread";
import { Key } from "#ui/Key";
import { Loaded } from "#ui/Loaded";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

interface TaskIssuesProps {
  readonly workspace: Workspace;
  readonly onAsk: () => void;
}

/** The name of the label that a question is about: as the mark is now, else as it was. */
function labelOf({ editor }: Workspace, { about }: IssueOut): string | null {
  if (about === null) return null;
  const span = editor.spans.find((one) => one.id === about.id);
  return editor.paints.get(span?.class_id ?? about.class_id)?.name ?? "?";
}

export function TaskIssues({ workspace, onAsk }: TaskIssuesProps) {
  const t = useText("work");
  const { project, work, editing, editor } = workspace;
  const queries = useQueryClient();
  const issues = useQuery(taskIssuesQuery(project, work.task_id));
  const unread = (issues.data?.items ?? []).filter((one) => one.is_new).map((one) => one.id);
  const ids = unread.join(" ");
  useEffect(() => {
    for (const id of ids.split(" ").filter(Boolean)) void markSeen(project, id);
  }, [project, ids]);
  const after = (done: Promise<unknown>) =>
    done.then(() => queries.invalidateQueries({ queryKey: issuesKey(project) }));
  const hasMark = (id: string) => editor.spans.some((span) => span.id === id);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={onAsk}
        rightSection={<Key>Q</Key>}
        aria-keyshortcuts="Q"
      >
        {t("issues.ask")}
      </Button>
      <Loaded query={issues}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles["quiet"]}>{t("issues.none")}</p>
          ) : (
            items.map((issue) => (
              <div key={issue.id}>
                <IssueThread
                  issue={issue}
                  label={labelOf(workspace, issue)}
                  canClose={issue.mine}
                  onReply={(text) => after(reply(project, issue.id, text))}
                  onClose={() => after(closeIssue(project, issue.id))}
                />
                {issue.about !== null && hasMark(issue.about.id) && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    onClick={() => issue.about && editing.select(issue.about.id)}
                  >
                    {t("issues.show")}
                  </Button>
                )}
              </div>
            ))
          )
        }
      </Loaded>
    </>
  );
}
