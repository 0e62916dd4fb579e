// Labeling and reviewing: the next text, its lease, drafts and verdicts.
// - Text lives in memory only and is forgotten when the page is left.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { Labels } from "#lib/labels";
import { call } from "./http";
import type { DraftIn, ReportIn, VerdictIn } from "./schema.gen";
import type { Duty, SkipReason, Work, WorkCounts } from "./types";

const TASK = "/api/projects/{project_id}/tasks/{task_id}";
const at = (project: string) => ({ project_id: project });
const task = (project: string, id: string) => ({ project_id: project, task_id: id });

/** The task at hand, with the text that is on screen: what is sent about another one is refused. */
export type AtHand = Pick<Work, "task_id" | "text_id">;

const about = (project: string, { task_id, text_id }: AtHand) => ({
  path: task(project, task_id),
  headers: { "Sealmark-Text": text_id },
});

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

/** One's own day so far; counted on by the page, so that a label costs no question. */
export const paceQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "pace"],
    queryFn: () => {
      const since = new Date(new Date().setHours(0, 0, 0, 0)).toISOString();
      return call("GET", "/api/projects/{project_id}/pace", {
        path: at(project),
        query: { since },
      });
    },
    staleTime: 60_000,
    refetchInterval: 300_000,
  });

export const whyNothingQuery = (project: string, duty: Duty) =>
  queryOptions({
    queryKey: ["project", project, "why-nothing", duty],
    queryFn: () =>
      call("GET", "/api/projects/{project_id}/why-nothing", {
        path: at(project),
        query: { duty },
      }),
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

export const heartbeat = (project: string, work: AtHand) =>
  call("POST", `${TASK}/heartbeat`, about(project, work));

export const saveDraft = (project: string, work: AtHand, draft: DraftIn) =>
  call("PUT", `${TASK}/draft`, { ...about(project, work), body: draft });

// Whatever ends the work on a text brings the next one along: one round trip, nothing to wait for.
export const submit = (project: string, work: AtHand, key: string, document: Labels) =>
  call("POST", `${TASK}/submit`, { ...about(project, work), body: { key, document, next: true } });

export const skip = (project: string, id: string, reason: SkipReason, comment: string) =>
  call("POST", `${TASK}/skip`, {
    path: task(project, id),
    body: { reason, comment, next: true },
  });

export const giveVerdict = (project: string, work: AtHand, verdict: VerdictIn) =>
  call("POST", `${TASK}/verdict`, { ...about(project, work), body: { ...verdict, next: true } });

/** Report something that should be hidden; without a place the whole text. */
export const reportMiss = (project: string, work: AtHand, report: ReportIn) =>
  call("POST", `${TASK}/report`, { ...about(project, work), body: report });

export const giveBack = (project: string, id: string) =>
  call("POST", `${TASK}/release`, { path: task(project, id) });
