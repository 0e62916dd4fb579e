// Questions about objects and texts, and their answers.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { call } from "./http";
import type { AskIn, IssueState } from "./schema.gen";

const ISSUE = "/api/projects/{project_id}/issues/{issue_id}";
const at = (project: string) => ({ project_id: project });
const issue = (project: string, id: string) => ({ project_id: project, issue_id: id });

export interface IssuesWanted {
  readonly state?: IssueState;
  readonly task_id?: string;
  readonly after?: string;
}

export const fetchIssues = (project: string, wanted: IssuesWanted) =>
  call("GET", "/api/projects/{project_id}/issues", { path: at(project), query: wanted });

export const issuesKey = (project: string) => ["project", project, "issues"] as const;

/** Questions about the text of a task, as far as one may see them. */
export const taskIssuesQuery = (project: string, task: string) =>
  queryOptions({
    queryKey: [...issuesKey(project), "task", task],
    queryFn: () => fetchIssues(project, { task_id: task }),
    gcTime: 0,
  });

export const issueCountsQuery = (project: string) =>
  queryOptions({
    queryKey: [...issuesKey(project), "counts"],
    queryFn: () => call("GET", "/api/projects/{project_id}/issues/counts", { path: at(project) }),
    refetchInterval: 60_000,
  });

export const ask = (project: string, task: string, question: AskIn) =>
  call("POST", "/api/projects/{project_id}/tasks/{task_id}/ask", {
    path: { project_id: project, task_id: task },
    body: question,
  });

export const reply = (project: string, id: string, text: string) =>
  call("POST", `${ISSUE}/comments`, { path: issue(project, id), body: { text } });

export const closeIssue = (project: string, id: string) =>
  call("POST", `${ISSUE}/close`, { path: issue(project, id) });

export const markSeen = (project: string, id: string) =>
  call("POST", `${ISSUE}/seen`, { path: issue(project, id) });
