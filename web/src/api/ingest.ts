// Bringing texts in: datasets, resumable uploads, and the jobs that follow.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { request } from "./http";
import type { Dataset, Job, Paged, Problem, Upload, UploadWanted } from "./types";

const at = (project: string) => `/api/projects/${project}`;
const upload = (project: string, id: string) => `${at(project)}/uploads/${id}`;

/** Jobs in these states still move. */
const MOVING: ReadonlySet<string> = new Set(["queued", "running"]);

export const datasetsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "datasets"],
    queryFn: () => request<Dataset[]>("GET", `${at(project)}/datasets`),
  });

export const createDataset = (project: string, name: string) =>
  request<Dataset>("POST", `${at(project)}/datasets`, { body: { name } });

export const openUpload = (project: string, wanted: UploadWanted) =>
  request<Upload>("POST", `${at(project)}/uploads`, { body: wanted });

/** A piece of a file; `number` counts from 1. */
export interface Part {
  readonly file: string;
  readonly number: number;
  readonly bytes: Blob;
}

export const sendPart = (project: string, id: string, part: Part, signal: AbortSignal) =>
  request<{ received: number }>(
    "PUT",
    `${upload(project, id)}/files/${part.file}/parts/${part.number}`,
    { bytes: part.bytes, signal },
  );

export const fetchUpload = (project: string, id: string) =>
  request<Upload>("GET", upload(project, id));

export const uploadQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["project", project, "uploads", id],
    queryFn: () => fetchUpload(project, id),
  });

export const completeUpload = (project: string, id: string) =>
  request<{ job_id: string }>("POST", `${upload(project, id)}/complete`);

export const cancelUpload = (project: string, id: string) =>
  request<null>("DELETE", upload(project, id));

export const fetchProblems = (project: string, id: string, after: string | null) =>
  request<Paged<Problem>>(
    "GET",
    `${upload(project, id)}/problems${after === null ? "" : `?after=${encodeURIComponent(after)}`}`,
  );

export const jobsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "jobs"],
    queryFn: () => request<Job[]>("GET", `${at(project)}/jobs`),
    refetchInterval: (query) =>
      query.state.data?.some((job) => MOVING.has(job.state)) ? 1500 : 15_000,
  });

export const jobQuery = (project: string, id: string) =>
  queryOptions({
    queryKey: ["project", project, "jobs", id],
    queryFn: () => request<Job>("GET", `${at(project)}/jobs/${id}`),
    refetchInterval: (query) =>
      query.state.data === undefined || MOVING.has(query.state.data.state) ? 1500 : false,
  });

const PAUSE_MS = 500;

/** Wait until a job has ended; throw what went wrong if it did not end well. */
export async function jobDone(project: string, id: string): Promise<void> {
  for (;;) {
    const job = await request<Job>("GET", `${at(project)}/jobs/${id}`);
    if (job.state === "done") return;
    if (!MOVING.has(job.state)) throw new Error(job.failure || `The job was ${job.state}.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

export const cancelJob = (project: string, id: string) =>
  request<unknown>("POST", `${at(project)}/jobs/${id}/cancel`);

export const resumeJob = (project: string, id: string) =>
  request<unknown>("POST", `${at(project)}/jobs/${id}/resume`);
