// The policy studio: drafts, trials in the redactor, versions, the second person, renewing.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { say } from "#i18n/language";
import { ApiError, address, call, readJson, refuse, send } from "./http";
import type { PolicyDocument, PolicyDraft, Trial, TrialProgress, TrialWanted } from "./types";

const POLICY = "/api/projects/{project_id}/policy";
const at = (project: string) => ({ project_id: project });
const numbered = (project: string, number: number) => ({ ...at(project), number });
const trial = (project: string, id: string) => ({ ...at(project), trial_id: id });

const versionsKey = (project: string) => ["project", project, "policy", "versions"];

/** Versions that the redactor still looks at move by themselves. */
const MOVING: ReadonlySet<string> = new Set(["proposed"]);

export const versionsQuery = (project: string) =>
  queryOptions({
    queryKey: versionsKey(project),
    queryFn: () => call("GET", `${POLICY}/versions`, { path: at(project) }),
    refetchInterval: (query) =>
      query.state.data?.some((each) => MOVING.has(each.state)) ? 1000 : 20_000,
  });

/** A numbered version never changes: it is asked for once. */
export const versionDocumentQuery = (project: string, number: number) =>
  queryOptions({
    queryKey: ["project", project, "policy", "version", number],
    queryFn: () => call("GET", `${POLICY}/versions/{number}`, { path: numbered(project, number) }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The project's draft, or null if there is none. */
export async function fetchDraft(project: string): Promise<PolicyDraft | null> {
  try {
    return await call("GET", `${POLICY}/draft`, { path: at(project) });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

export const saveDraft = (project: string, yaml: string, seq: number) =>
  call("PUT", `${POLICY}/draft`, { path: at(project), body: { yaml, seq } });

export const discardDraft = (project: string) =>
  call("DELETE", `${POLICY}/draft`, { path: at(project) });

/** What is checked: what somebody typed, or what a form holds. */
export type Draftable = { readonly yaml: string } | { readonly document: PolicyDocument };

const spelled = (draft: Draftable) =>
  "yaml" in draft ? draft : { document: draft.document as unknown as Record<string, unknown> };

export const checkPolicy = (project: string, draft: Draftable, signal?: AbortSignal) =>
  call("POST", `${POLICY}/check`, { path: at(project), body: spelled(draft), signal });

export const approveVersion = (project: string, number: number, reason: string) =>
  call("POST", `${POLICY}/versions/{number}/approve`, {
    path: numbered(project, number),
    body: { reason },
  });

export const refuseVersion = (project: string, number: number, reason: string) =>
  call("POST", `${POLICY}/versions/{number}/refuse`, {
    path: numbered(project, number),
    body: { reason },
  });

export const renew = (project: string) => call("POST", `${POLICY}/renew`, { path: at(project) });

export const cancelRenewing = (project: string) =>
  call("POST", `${POLICY}/renew/cancel`, { path: at(project) });

const PAUSE_MS = 250;
const UNDER_WAY: ReadonlySet<string> = new Set(["queued", "running"]);

/** Try a draft and wait for what comes of it; leaving stops the redactor too. */
export async function tryPolicy(
  project: string,
  wanted: TrialWanted,
  onProgress: (progress: TrialProgress) => void,
  signal: AbortSignal,
): Promise<Trial> {
  const begun = await call("POST", `${POLICY}/trials`, { path: at(project), body: wanted });
  const path = address(`${POLICY}/trials/{trial_id}`, { path: trial(project, begun.trial_id) });
  onProgress(begun);
  for (;;) {
    if (signal.aborted) {
      await send("POST", `${path}/cancel`);
      throw new DOMException("", "AbortError");
    }
    const response = await send("GET", path);
    if (!response.ok) await refuse(response);
    const told = await readJson(response);
    if (response.status === 200) return told as Trial;
    const progress = told as TrialProgress;
    if (!UNDER_WAY.has(progress.state))
      throw new Error(progress.failure || say("app")("error.job", { state: progress.state }));
    onProgress(progress);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
