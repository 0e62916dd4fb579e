// What each role is called and which pages are for it. The server decides what is allowed; this
// only decides what is offered.
// SPDX-License-Identifier: Apache-2.0

export const ROLE_NAMES = {
  project_admin: "Project admin",
  team_manager: "Team manager",
  reviewer: "Reviewer",
  labeler: "Labeler",
  data_steward: "Data steward",
} as const;

type RoleName = keyof typeof ROLE_NAMES;

export const ROLES = Object.keys(ROLE_NAMES) as readonly RoleName[];

export const ROLE_DUTIES: Readonly<Record<RoleName, string>> = {
  project_admin: "sets the project up and invites people",
  team_manager: "brings texts in, watches progress, requests exports",
  reviewer: "checks labels without knowing who made them",
  labeler: "labels redacted texts",
  data_steward: "owns the redaction policy and decides about quarantined texts",
};

export type Section =
  | "home"
  | "work"
  | "upload"
  | "jobs"
  | "quarantine"
  | "exports"
  | "people"
  | "setup";

const OFFERED: Readonly<Record<Section, readonly RoleName[]>> = {
  home: ["project_admin", "team_manager", "data_steward"],
  work: ["labeler", "reviewer"],
  upload: ["project_admin", "team_manager", "data_steward"],
  jobs: ["project_admin", "team_manager", "data_steward"],
  quarantine: ["data_steward"],
  exports: ["project_admin", "team_manager", "data_steward"],
  people: ["project_admin", "team_manager"],
  setup: ["project_admin", "team_manager", "data_steward"],
};

/** Whether a page is offered to someone with these roles. */
export function isOffered(section: Section, roles: readonly string[]): boolean {
  return OFFERED[section].some((role) => roles.includes(role));
}
