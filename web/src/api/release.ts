// What leaves quarantine, and what leaves the platform.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { readJson, refuse, request, send } from "./http";
import type { Export, ExportWanted, Place, QuarantinePage, QuarantineView } from "./types";

const at = (project: string) => `/api/projects/${project}`;
const asset = (project: string, id: string) => `${at(project)}/quarantine/${id}`;

export const fetchQuarantine = (project: string, after: string | null) =>
  request<QuarantinePage>(
    "GET",
    `${at(project)}/quarantine${after === null ? "" : `?after=${encodeURIComponent(after)}`}`,
  );

/** Ask for a look at a quarantined text; each look is prepared and logged. */
export const askForView = (project: string, id: string) =>
  request<{ view_id: string }>("POST", `${asset(project, id)}/view`);

/** The view, or null while it is being prepared. */
export async function fetchView(
  project: string,
  id: string,
  view: string,
): Promise<QuarantineView | null> {
  const path = `${asset(project, id)}/view/${view}`;
  const response = await send("GET", path);
  if (response.status === 202) return null;
  if (!response.ok) await refuse(response);
  return (await readJson(response)) as QuarantineView;
}

/** The job by which the redactor carries a decision out. */
interface Decided {
  readonly job_id: string;
}

export const hideMore = (project: string, id: string, places: readonly Place[], reason: string) =>
  request<Decided>("POST", `${asset(project, id)}/hide`, { body: { places, reason } });

export const releaseAsset = (project: string, id: string, reason: string) =>
  request<Decided>("POST", `${asset(project, id)}/release`, { body: { reason } });

const UNFINISHED: ReadonlySet<string> = new Set(["requested", "waiting_for_log", "building"]);

export const exportsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "exports"],
    queryFn: () => request<Export[]>("GET", `${at(project)}/exports`),
    refetchInterval: (query) =>
      query.state.data?.some((each) => UNFINISHED.has(each.state)) ? 1500 : 20_000,
  });

export const requestExport = (project: string, wanted: ExportWanted) =>
  request<Export>("POST", `${at(project)}/exports`, { body: wanted });

export const approveExport = (project: string, id: string, reason: string) =>
  request<unknown>("POST", `${at(project)}/exports/${id}/approve`, { body: { reason } });

export const refuseExport = (project: string, id: string, reason: string) =>
  request<unknown>("POST", `${at(project)}/exports/${id}/refuse`, { body: { reason } });

/** The server answers so many bytes of a bundle at once. */
const PIECE_BYTES = 1 << 20;

/** Fetch a ready bundle of `size` bytes piece by piece; `onPart` hears the share that is here. */
export async function fetchBundle(
  project: string,
  item: Pick<Export, "id" | "size">,
  onPart: (share: number) => void,
): Promise<Blob> {
  const path = `${at(project)}/exports/${item.id}/download`;
  const size = item.size ?? 0;
  const pieces: Blob[] = [];
  for (let start = 0; start < size; start += PIECE_BYTES) {
    const last = Math.min(start + PIECE_BYTES, size) - 1;
    const response = await send("GET", path, { headers: { Range: `bytes=${start}-${last}` } });
    if (response.status !== 206) await refuse(response);
    pieces.push(await response.blob());
    onPart((last + 1) / size);
  }
  return new Blob(pieces, { type: "application/zip" });
}
