// Labeling and reviewing: the next text, its lease, drafts and verdicts.
// - Text and labels live in memory only; they are forgotten when the page is left.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { Labels } from "#lib/labels";
import { request } from "./http";
import type { DraftSaved, Duty, Outcome, RecentTask, SkipReason, Work, WorkCounts } from "./types";

const at = (project: string) => `/api/projects/${project}`;
const task = (project: string, id: string) => `${at(project)}/tasks/${id}`;

const nothingWaits = (counts: WorkCounts | undefined) =>
  counts !== undefined &&
  [counts.label, counts.review].every(({ open, returned }) => open + returned === 0);

export const workCountsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "work"],
    queryFn: () => request<WorkCounts>("GET", `${at(project)}/work`),
    // While nothing waits, texts may be on their way: look again.
    refetchInterval: ({ state }) => (nothingWaits(state.data) ? 5_000 : false),
  });

export const recentQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "recent"],
    queryFn: () => request<RecentTask[]>("GET", `${at(project)}/recent`),
  });

/** Lease the next text, or null when nothing is left. */
export const takeNext = (project: string, duty: Duty) =>
  request<Work | null>("POST", `${at(project)}/tasks/next`, { body: { duty } });

export const reopen = (project: string, id: string) =>
  request<Work>("POST", `${task(project, id)}/reopen`);

export const heartbeat = (project: string, id: string) =>
  request<{ expires_at: string }>("POST", `${task(project, id)}/heartbeat`);

export interface DraftSent {
  readonly key: string;
  readonly seq: number;
  readonly document: Labels;
}

export const saveDraft = (project: string, id: string, draft: DraftSent) =>
  request<DraftSaved>("PUT", `${task(project, id)}/draft`, { body: draft });

export const submit = (project: string, id: string, key: string, document: Labels) =>
  request<{ revision_id: string; number: number }>("POST", `${task(project, id)}/submit`, {
    body: { key, document },
  });

export const skip = (project: string, id: string, reason: SkipReason, comment: string) =>
  request<null>("POST", `${task(project, id)}/skip`, {
    body: comment === "" ? { reason } : { reason, comment },
  });

export interface Verdict {
  readonly key: string;
  readonly outcome: Outcome;
  readonly document?: Labels;
  readonly comment?: string;
}

export const giveVerdict = (project: string, id: string, verdict: Verdict) =>
  request<unknown>("POST", `${task(project, id)}/verdict`, { body: verdict });

export const giveBack = (project: string, id: string) =>
  request<null>("POST", `${task(project, id)}/release`);
