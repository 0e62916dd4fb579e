// The privacy dashboard: figures of one moment, and how policy versions were measured.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { call } from "./http";
import type { components } from "./schema.gen";

export type Privacy = components["schemas"]["PrivacyOut"];
export type Measured = components["schemas"]["MeasuredOut"];

const at = (project: string) => ({ project_id: project });
const COUNTING_MS = 1_000;

/** The figures from a day on; asked for again while they are being counted. */
export const privacyQuery = (project: string, first: string) =>
  queryOptions({
    queryKey: ["project", project, "privacy", first],
    queryFn: () =>
      call("GET", "/api/projects/{project_id}/privacy", { path: at(project), query: { first } }),
    refetchInterval: (query) => (query.state.data?.counting ? COUNTING_MS : false),
  });

export const countFigures = (project: string) =>
  call("POST", "/api/projects/{project_id}/privacy/count", { path: at(project) });

export const measuredQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "policy", "measured"],
    queryFn: () => call("GET", "/api/projects/{project_id}/policy/measured", { path: at(project) }),
  });

export const measureVersion = (project: string, number: number) =>
  call("POST", "/api/projects/{project_id}/policy/versions/{number}/measure", {
    path: { ...at(project), number },
  });
