// What each role is called and what is offered to it, after the server's role matrix. The server
// decides what is allowed; this only decides what is shown.
// SPDX-License-Identifier: Apache-2.0
import { say } from "#i18n/language";

export const ROLES = [
  "project_admin",
  "team_manager",
  "reviewer",
  "labeler",
  "data_steward",
] as const;

export type Role = (typeof ROLES)[number];

export const roleName = (role: Role): string => say("app")(`role.${role}`);

/** What someone with this role does, as the rest of a sentence. */
export const roleDuty = (role: Role): string => say("app")(`duty.${role}`);

const OFFERED = {
  overview: ["project_admin", "team_manager", "data_steward"],
  work: ["labeler", "reviewer"],
  issues: ["project_admin", "team_manager", "labeler", "reviewer"],
  upload: ["project_admin"],
  jobs: ["project_admin", "team_manager", "data_steward"],
  "cancel-job": ["project_admin"],
  quarantine: ["data_steward"],
  incidents: ["data_steward"],
  privacy: ["project_admin", "data_steward"],
  activity: ["project_admin", "data_steward"],
  tasks: ["project_admin", "team_manager"],
  progress: ["project_admin", "team_manager"],
  "assign-tasks": ["project_admin", "team_manager"],
  policy: ["project_admin", "data_steward"],
  exports: ["project_admin", "data_steward"],
  "request-export": ["project_admin"],
  people: ["project_admin", "team_manager"],
  "manage-people": ["project_admin"],
  setup: ["project_admin", "team_manager", "data_steward"],
  "edit-labels": ["project_admin"],
  "edit-guideline": ["project_admin"],
  "read-policy": ["project_admin", "data_steward"],
  "edit-policy": ["data_steward"],
  "approve-policy": ["project_admin", "data_steward"],
  "read-protection": ["project_admin", "team_manager", "data_steward"],
  "end-protection": ["project_admin", "data_steward"],
  exempt: ["project_admin"],
  "read-steps": ["project_admin", "team_manager"],
  "edit-steps": ["project_admin"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Offer = keyof typeof OFFERED;

/** Whether a page or an act is offered to someone with these roles. */
export function isOffered(offer: Offer, roles: readonly string[]): boolean {
  return OFFERED[offer].some((role) => roles.includes(role));
}
