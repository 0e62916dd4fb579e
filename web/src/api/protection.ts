// Protected mode of a project: whether it is on, who asked to end it, who is exempt.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { call } from "./http";

const PROTECTION = "/api/projects/{project_id}/protection";
const at = (project: string) => ({ project_id: project });

export const protectionQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "protection"],
    queryFn: () => call("GET", PROTECTION, { path: at(project) }),
  });

export const switchOn = (project: string) =>
  call("POST", `${PROTECTION}/on`, { path: at(project) });

export const askToSwitchOff = (project: string, reason: string) =>
  call("POST", `${PROTECTION}/off`, { path: at(project), body: { reason } });

export const decideOff = (project: string, request: string, verb: "approve" | "decline") =>
  verb === "approve"
    ? call("POST", `${PROTECTION}/off/{request_id}/approve`, {
        path: { ...at(project), request_id: request },
      })
    : call("POST", `${PROTECTION}/off/{request_id}/decline`, {
        path: { ...at(project), request_id: request },
      });

export interface ExemptionWanted {
  readonly user_id: string;
  readonly reason: string;
  readonly ends: string;
}

export const exempt = (project: string, wanted: ExemptionWanted) =>
  call("POST", `${PROTECTION}/exemptions`, { path: at(project), body: wanted });

export const endExemption = (project: string, exemption: string) =>
  call("DELETE", `${PROTECTION}/exemptions/{exemption_id}`, {
    path: { ...at(project), exemption_id: exemption },
  });
