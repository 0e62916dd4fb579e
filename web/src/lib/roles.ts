// What each role is called and what is offered to it, after the server's role matrix. The server
// decides what is allowed; this only decides what is shown.
// SPDX-License-Identifier: Apache-2.0

export const ROLE_NAMES = {
  project_admin: "Project admin",
  team_manager: "Team manager",
  reviewer: "Reviewer",
  labeler: "Labeler",
  data_steward: "Data steward",
} as const;

export type Role = keyof typeof ROLE_NAMES;

export const ROLES = Object.keys(ROLE_NAMES) as readonly Role[];

export const ROLE_DUTIES: Readonly<Record<Role, string>> = {
  project_admin: "sets the project up, adds texts, invites people, requests exports",
  team_manager: "watches progress and people",
  reviewer: "checks labels without knowing who made them",
  labeler: "labels redacted texts",
  data_steward: "owns the redaction policy, decides about quarantined texts, approves exports",
};

const OFFERED = {
  overview: ["project_admin", "team_manager", "data_steward"],
  work: ["labeler", "reviewer"],
  upload: ["project_admin"],
  jobs: ["project_admin", "team_manager", "data_steward"],
  "cancel-job": ["project_admin"],
  quarantine: ["data_steward"],
  exports: ["project_admin", "data_steward"],
  "request-export": ["project_admin"],
  people: ["project_admin", "team_manager"],
  "manage-people": ["project_admin"],
  setup: ["project_admin", "team_manager", "data_steward"],
  "edit-labels": ["project_admin"],
  "edit-guideline": ["project_admin"],
  "read-policy": ["project_admin", "data_steward"],
  "edit-policy": ["data_steward"],
  "read-steps": ["project_admin", "team_manager"],
  "edit-steps": ["project_admin"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Offer = keyof typeof OFFERED;

/** Whether a page or an act is offered to someone with these roles. */
export function isOffered(offer: Offer, roles: readonly string[]): boolean {
  return OFFERED[offer].some((role) => roles.includes(role));
}
