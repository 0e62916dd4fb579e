// What happened in a project, read from its audit log.
// SPDX-License-Identifier: Apache-2.0
import { call } from "./http";
import type { components } from "./schema.gen";

export type Happened = components["schemas"]["HappenedOut"];
export type Family = NonNullable<components["schemas"]["ActivityIn"]["family"]>;

export const fetchActivity = (
  project: string,
  wanted: { readonly family?: Family; readonly actor?: string },
  after: string | null,
) =>
  call("GET", "/api/projects/{project_id}/activity", {
    path: { project_id: project },
    query: { ...wanted, after },
  });
