// Incidents: what people reported, and what a steward does about it. Ids and states, never content.
// SPDX-License-Identifier: Apache-2.0
import { call } from "./http";
import type { components } from "./schema.gen";

const INCIDENTS = "/api/projects/{project_id}/incidents";

export type Incident = components["schemas"]["IncidentOut"];
export type IncidentState = Incident["state"];
export type Cases = components["schemas"]["CasesOut"];
export type NextState = components["schemas"]["IncidentStepIn"]["state"];

export const fetchIncidents = (
  project: string,
  state: IncidentState | null,
  after: string | null,
) =>
  call("GET", INCIDENTS, {
    path: { project_id: project },
    query: { ...(state === null ? {} : { state }), ...(after === null ? {} : { after }) },
  });

export const moveIncident = (project: string, id: string, state: NextState, reason: string) =>
  call("POST", `${INCIDENTS}/{incident_id}/steps`, {
    path: { project_id: project, incident_id: id },
    body: { state, reason },
  });
