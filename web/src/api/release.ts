// What leaves the platform.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { address, call, OfflineError, refuse, send } from "./http";
import type { Export, ExportChoice, ExportWanted } from "./types";

const EXPORTS = "/api/projects/{project_id}/exports";
const at = (project: string) => ({ project_id: project });
const item = (project: string, id: string) => ({ project_id: project, export_id: id });

const UNFINISHED: ReadonlySet<string> = new Set(["requested", "waiting_for_log", "building"]);

export const exportsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "exports"],
    queryFn: () => call("GET", EXPORTS, { path: at(project) }),
    refetchInterval: (query) =>
      query.state.data?.some((each) => UNFINISHED.has(each.state)) ? 1500 : 20_000,
  });

export const requestExport = (project: string, wanted: ExportWanted) =>
  call("POST", EXPORTS, { path: at(project), body: wanted });

/** Count what an export would hold, and see the first of it; each look is logged. */
export const previewExport = (project: string, choice: ExportChoice) =>
  call("POST", `${EXPORTS}/preview`, { path: at(project), body: choice });

export const cancelExport = (project: string, id: string) =>
  call("POST", `${EXPORTS}/{export_id}/cancel`, { path: item(project, id) });

export const approveExport = (project: string, id: string, reason: string) =>
  call("POST", `${EXPORTS}/{export_id}/approve`, { path: item(project, id), body: { reason } });

export const refuseExport = (project: string, id: string, reason: string) =>
  call("POST", `${EXPORTS}/{export_id}/refuse`, { path: item(project, id), body: { reason } });

/** So many bytes of a bundle are asked for at once; the server may answer with fewer. */
const PIECE_BYTES = 1 << 20;

/**
 * Fetch a ready bundle piece by piece; `onPart` hears the share that is here.
 * `pieces` are those that came before, and keeps those that come: what broke off goes on there, as
 * long as it is the same bundle.
 */
export async function fetchBundle(
  project: string,
  bundle: Pick<Export, "id" | "size" | "sha256">,
  pieces: Blob[],
  onPart: (share: number) => void,
): Promise<Blob> {
  const path = address(`${EXPORTS}/{export_id}/download`, { path: item(project, bundle.id) });
  const size = bundle.size ?? 0;
  let here = pieces.reduce((sum, piece) => sum + piece.size, 0);
  while (here < size) {
    const last = Math.min(here + PIECE_BYTES, size) - 1;
    const headers = { Range: `bytes=${here}-${last}`, "If-Range": `"${bundle.sha256}"` };
    const response = await send("GET", path, { headers });
    if (response.status !== 206) await refuse(response);
    const piece = await response.blob();
    if (piece.size === 0) throw new OfflineError(response);
    pieces.push(piece);
    here += piece.size;
    onPart(here / size);
  }
  return new Blob(pieces, { type: "application/zip" });
}
