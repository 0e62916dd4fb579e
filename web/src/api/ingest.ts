// Bringing texts in: datasets, resumable uploads, and the jobs that follow.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { say } from "#i18n/language";
import { call } from "./http";
import type { UploadWanted } from "./types";

const UPLOAD = "/api/projects/{project_id}/uploads/{upload_id}";
const JOB = "/api/projects/{project_id}/jobs/{job_id}";
const at = (project: string) => ({ project_id: project });
const upload = (project: string, id: string) => ({ project_id: project, upload_id: id });
const job = (project: string, id: string) => ({ project_id: project, job_id: id });

/** Jobs in these states still move. */
const MOVING: ReadonlySet<string> = new Set(["queued", "running"]);

export const datasetsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "datasets"],
    queryFn: () => call("GET", "/api/projects/{project_id}/datasets", { path: at(project) }),
  });

export const createDataset = (project: string, name: string) =>
  call("POST", "/api/projects/{project_id}/datasets", { path: at(project), body: { name } });

export const openUpload = (project: string, wanted: UploadWanted) =>
  call("POST", "/api/projects/{project_id}/uploads", { path: at(project), body: wanted });

/** A piece of a file; `number` counts from 1. */
export interface Part {
  readonly file: string;
  readonly number: number;
  readonly bytes: Blob;
}

export const sendPart = (project: string, id: string, part: Part, signal: AbortSignal) =>
  call("PUT", `${UPLOAD}/files/{file_id}/parts/{number}`, {
    path: { ...upload(project, id), file_id: part.file, number: part.number },
    bytes: part.bytes,
    signal,
  });

export const fetchUpload = (project: string, id: string) =>
  call("GET", UPLOAD, { path: upload(project, id) });

export const uploadQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["project", project, "uploads", id],
    queryFn: () => fetchUpload(project, id),
  });

export const completeUpload = (project: string, id: string) =>
  call("POST", `${UPLOAD}/complete`, { path: upload(project, id) });

export const cancelUpload = (project: string, id: string) =>
  call("DELETE", UPLOAD, { path: upload(project, id) });

export const fetchProblems = (project: string, id: string, after: string | null) =>
  call("GET", `${UPLOAD}/problems`, { path: upload(project, id), query: { after } });

export const jobsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "jobs"],
    queryFn: () => call("GET", "/api/projects/{project_id}/jobs", { path: at(project) }),
    refetchInterval: (query) =>
      query.state.data?.some(({ state }) => MOVING.has(state)) ? 1500 : 15_000,
  });

export const jobQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["project", project, "jobs", id],
    queryFn: () => call("GET", JOB, { path: job(project, id) }),
    refetchInterval: (query) =>
      query.state.data === undefined || MOVING.has(query.state.data.state) ? 1500 : false,
  });

const PAUSE_MS = 500;

/** Wait until a job has ended well or was stopped, telling how far it is; throw if it failed. */
export async function jobEnded(
  project: string,
  id: string,
  onProgress: (progress: { readonly done: number; readonly total: number }) => void,
) {
  for (;;) {
    const job = await call("GET", JOB, { path: { project_id: project, job_id: id } });
    onProgress(job);
    if (job.state === "done" || job.state === "cancelled") return job;
    if (!MOVING.has(job.state))
      throw new Error(job.failure || say("app")("error.job", { state: job.state }));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Wait until a job has ended; throw what went wrong if it did not end well. */
export async function jobDone(project: string, id: string): Promise<void> {
  for (;;) {
    const { state, failure } = await call("GET", JOB, { path: job(project, id) });
    if (state === "done") return;
    if (!MOVING.has(state)) throw new Error(failure || say("app")("error.job", { state }));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export const cancelJob = (project: string, id: string) =>
  call("POST", `${JOB}/cancel`, { path: job(project, id) });

export const resumeJob = (project: string, id: string) =>
  call("POST", `${JOB}/resume`, { path: job(project, id) });
