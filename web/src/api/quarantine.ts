// The quarantine: what is held back, looks at it, decisions about one or many, wishes for the policy.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { HeldFilter } from "#lib/heldFilter";
import { address, call, readJson, refuse, send } from "./http";
import type { components } from "./schema.gen";
import type { Place, QuarantineView } from "./types";

const QUARANTINE = "/api/projects/{project_id}/quarantine";
const ASSET = `${QUARANTINE}/{asset_id}` as const;
const WISHES = "/api/projects/{project_id}/policy/wishes";
const at = (project: string) => ({ project_id: project });
const asset = (project: string, id: string) => ({ project_id: project, asset_id: id });

export type Held = components["schemas"]["HeldOut"];
export type Waiting = components["schemas"]["WaitingOut"];
export type Together = components["schemas"]["TogetherIn"];
export type Taken = components["schemas"]["TakenOut"];
export type Wish = components["schemas"]["WishOut"];
export type TogetherAct = "release" | "hide-doubts" | "aside" | "back";

/** What the server is asked for: risks are numbers there. */
export const wantedOf = ({ risk, hours, aside, ...words }: HeldFilter) => ({
  ...words,
  ...(aside === undefined ? {} : { aside: true }),
  ...(risk === undefined ? {} : { risk: Number(risk) }),
  ...(hours === undefined ? {} : { hours: Number(hours) }),
});

export const fetchQuarantine = (project: string, filter: HeldFilter, cursor: string | null) =>
  call("GET", QUARANTINE, { path: at(project), query: { ...wantedOf(filter), cursor } });

export const waitingQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "quarantine", "waiting"],
    queryFn: () => call("GET", `${QUARANTINE}/waiting`, { path: at(project) }),
  });

export const decisionsQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["project", project, "quarantine", id, "decisions"],
    queryFn: () => call("GET", `${ASSET}/decisions`, { path: asset(project, id) }),
  });

/** Ask for a look at a quarantined text; each look is prepared and logged. */
export const askForView = (project: string, id: string, ahead: boolean) =>
  call("POST", `${ASSET}/view`, { path: asset(project, id), query: { ahead } });

/** The view, or null while it is being prepared. */
export async function fetchView(
  project: string,
  id: string,
  view: string,
): Promise<QuarantineView | null> {
  const path = { ...asset(project, id), view_id: view };
  const response = await send("GET", address(`${ASSET}/view/{view_id}`, { path }));
  if (response.status === 202) return null;
  if (!response.ok) await refuse(response);
  return (await readJson(response)) as QuarantineView;
}

export const hideMore = (project: string, id: string, places: readonly Place[], reason: string) =>
  call("POST", `${ASSET}/hide`, {
    path: asset(project, id),
    body: { places: [...places], reason },
  });

export const releaseAsset = (project: string, id: string, reason: string) =>
  call("POST", `${ASSET}/release`, { path: asset(project, id), body: { reason } });

export const recallAsset = (project: string, id: string, reason: string) =>
  call("POST", "/api/projects/{project_id}/assets/{asset_id}/recall", {
    path: asset(project, id),
    body: { reason },
  });

/** What taking a text back would touch, in counts. */
export const recallQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["project", project, "recall", id],
    queryFn: () =>
      call("GET", "/api/projects/{project_id}/assets/{asset_id}/recall", {
        path: asset(project, id),
      }),
    staleTime: 0,
  });

export const decideTogether = (project: string, act: TogetherAct, wanted: Together) =>
  call("POST", `${QUARANTINE}/${act}`, { path: at(project), body: wanted });

/** What releasing would do, and how many of those texts nobody has opened. */
export const foreseenQuery = (project: string, chosen: Omit<Together, "reason">) =>
  queryOptions({
    queryKey: ["project", project, "quarantine", "foreseen", chosen],
    queryFn: () =>
      call("POST", `${QUARANTINE}/release/foreseen`, { path: at(project), body: chosen }),
    staleTime: 0,
  });

export const resumeDeciding = (project: string, job: string) =>
  call("POST", `${QUARANTINE}/jobs/{job_id}/resume`, { path: { ...at(project), job_id: job } });

export const stopDeciding = (project: string, job: string) =>
  call("POST", `${QUARANTINE}/jobs/{job_id}/stop`, { path: { ...at(project), job_id: job } });

export const askForChange = (project: string, wanted: Together) =>
  call("POST", `${QUARANTINE}/wishes`, { path: at(project), body: wanted });

export const wishesQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "policy", "wishes"],
    queryFn: () => call("GET", WISHES, { path: at(project) }),
  });

export const closeWish = (project: string, wish: string, state: "done" | "declined") =>
  call("POST", `${WISHES}/{wish_id}/close`, {
    path: { ...at(project), wish_id: wish },
    body: { state },
  });
