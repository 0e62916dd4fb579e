// Labeling and reviewing: the next text, its lease, drafts and verdicts.
// - Text lives in memory only and is forgotten when the page is left.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { Labels } from "#lib/labels";
import { call } from "./http";
import type { DraftIn, VerdictIn } from "./schema.gen";
import type { Duty, SkipReason, WorkCounts } from "./types";

const TASK = "/api/projects/{project_id}/tasks/{task_id}";
const at = (project: string) => ({ project_id: project });
const task = (project: string, id: string) => ({ project_id: project, task_id: id });

const nothingWaits = (counts: WorkCounts | undefined) =>
  counts !== undefined &&
  [counts.label, counts.review].every(({ open, returned }) => open + returned === 0);

export const workCountsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "work"],
    queryFn: () => call("GET", "/api/projects/{project_id}/work", { path: at(project) }),
    // While nothing waits, texts may be on their way: look again.
    refetchInterval: ({ state }) => (nothingWaits(state.data) ? 5_000 : false),
  });

export const recentQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "recent"],
    queryFn: () => call("GET", "/api/projects/{project_id}/recent", { path: at(project) }),
  });

/** Lease the next text, or null when nothing is left. */
export const takeNext = (project: string, duty: Duty) =>
  call("POST", "/api/projects/{project_id}/tasks/next", { path: at(project), body: { duty } });

export const reopen = (project: string, id: string) =>
  call("POST", `${TASK}/reopen`, { path: task(project, id) });

/** Lease the very text once more that one had open; refused when somebody else has it. */
export const takeAgain = (project: string, id: string) =>
  call("POST", `${TASK}/again`, { path: task(project, id) });

export const heartbeat = (project: string, id: string) =>
  call("POST", `${TASK}/heartbeat`, { path: task(project, id) });

export const saveDraft = (project: string, id: string, draft: DraftIn) =>
  call("PUT", `${TASK}/draft`, { path: task(project, id), body: draft });

export const submit = (project: string, id: string, key: string, document: Labels) =>
  call("POST", `${TASK}/submit`, { path: task(project, id), body: { key, document } });

export const skip = (project: string, id: string, reason: SkipReason, comment: string) =>
  call("POST", `${TASK}/skip`, {
    path: task(project, id),
    body: comment === "" ? { reason } : { reason, comment },
  });

export const giveVerdict = (project: string, id: string, verdict: VerdictIn) =>
  call("POST", `${TASK}/verdict`, { path: task(project, id), body: verdict });

export const giveBack = (project: string, id: string) =>
  call("POST", `${TASK}/release`, { path: task(project, id) });
