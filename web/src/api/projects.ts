// Projects, their people, and how they are set up.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { Role } from "#lib/roles";
import { ApiError, call } from "./http";
import type {
  ChangeWanted,
  ImportFormat,
  InvitationWanted,
  ManyInvitationsWanted,
  OntologyWanted,
  StepsWanted,
} from "./types";

const PROJECT = "/api/projects/{project_id}";
const at = (project: string) => ({ project_id: project });

/** Something that a new project does not have yet: null instead of an error. */
async function orNothing<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

export const projectQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project],
    queryFn: () => call("GET", PROJECT, { path: at(project) }),
  });

/** Make a project; `held`: no text is handed out before it is started. */
export const createProject = (organization: string, name: string, pack: string, held: boolean) =>
  call("POST", "/api/organizations/{organization_id}/projects", {
    path: { organization_id: organization },
    body: { name, policy_pack: pack, held },
  });

/** How each step of the set-up stands. */
export const setUpQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "set-up"],
    queryFn: () => call("GET", `${PROJECT}/set-up`, { path: at(project) }),
    refetchInterval: 10_000,
  });

/** Hand texts out from now on; refused while something is missing. */
export const startWork = (project: string) =>
  call("POST", `${PROJECT}/start`, { path: at(project) });

/** Hand no more texts out; what is on a desk stays there. */
export const holdWork = (project: string) => call("POST", `${PROJECT}/hold`, { path: at(project) });

export const membersQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "members"],
    queryFn: () => call("GET", `${PROJECT}/members`, { path: at(project) }),
  });

/** Give a role to someone who works in the project; it takes effect at once. */
export const grantRole = (project: string, user: string, role: Role, ends: string | null) =>
  call("POST", `${PROJECT}/members`, { path: at(project), body: { user_id: user, role, ends } });

/** Take a role away, from their next request on. */
export const endRole = (project: string, user: string, role: Role) =>
  call("DELETE", `${PROJECT}/members/{user_id}/{role}`, {
    path: { ...at(project), user_id: user, role },
  });

const ofMember = (project: string, user: string) => ({ ...at(project), user_id: user });

/** Shut somebody out of the project until resumed; their roles stay. */
export const suspendMember = (project: string, user: string) =>
  call("POST", `${PROJECT}/members/{user_id}/suspend`, { path: ofMember(project, user) });

export const resumeMember = (project: string, user: string) =>
  call("POST", `${PROJECT}/members/{user_id}/resume`, { path: ofMember(project, user) });

/** Take all of somebody's roles away, from their next request on. */
export const removeMember = (project: string, user: string) =>
  call("DELETE", `${PROJECT}/members/{user_id}`, { path: ofMember(project, user) });

/** What somebody may do and see here now. */
export const sightQuery = (project: string, user: string) =>
  queryOptions({
    queryKey: ["project", project, "members", user, "sight"],
    queryFn: () =>
      call("GET", `${PROJECT}/members/{user_id}/sight`, { path: ofMember(project, user) }),
  });

export const invitationsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "invitations"],
    queryFn: () => call("GET", `${PROJECT}/invitations`, { path: at(project) }),
  });

/** Invite someone; the secret is answered this once, for the link that is passed on. */
export const invite = (project: string, wanted: InvitationWanted) =>
  call("POST", `${PROJECT}/invitations`, { path: at(project), body: wanted });

/** Invite many with the same roles; each secret is answered this once. */
export const inviteMany = (project: string, wanted: ManyInvitationsWanted) =>
  call("POST", `${PROJECT}/invitations/many`, { path: at(project), body: wanted });

export const withdrawInvitation = (project: string, invitation: string) =>
  call("DELETE", `${PROJECT}/invitations/{invitation_id}`, {
    path: { ...at(project), invitation_id: invitation },
  });

export const ontologyQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "ontology"],
    queryFn: () => orNothing(call("GET", `${PROJECT}/ontology`, { path: at(project) })),
  });

/** A numbered version never changes: it is asked for once. */
export const ontologyVersionQuery = (project: string, number: number) =>
  queryOptions({
    queryKey: ["project", project, "ontology", number],
    queryFn: () =>
      call("GET", `${PROJECT}/ontology/{number}`, { path: { ...at(project), number } }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const publishOntology = (project: string, document: OntologyWanted) =>
  call("POST", `${PROJECT}/ontology`, { path: at(project), body: { document } });

/** That there are versions, newest first; what they hold is asked for one by one. */
export const versionsQuery = (project: string, of: "ontology" | "guideline") =>
  queryOptions({
    queryKey: ["project", project, of, "versions"],
    queryFn: () =>
      of === "ontology"
        ? call("GET", `${PROJECT}/ontology/versions`, { path: at(project) })
        : call("GET", `${PROJECT}/guideline/versions`, { path: at(project) }),
  });

/** Changes that labels followed, newest first. */
export const changesQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "ontology", "changes"],
    queryFn: () => call("GET", `${PROJECT}/ontology/changes`, { path: at(project) }),
  });

/** What a change would touch; nothing is changed by asking. */
export const previewChange = (project: string, change: ChangeWanted) =>
  call("POST", `${PROJECT}/ontology/changes/preview`, { path: at(project), body: { change } });

/** Change labels that are in use; those that are there follow in a job. */
export const startChange = (project: string, change: ChangeWanted) =>
  call("POST", `${PROJECT}/ontology/changes`, { path: at(project), body: { change } });

/** Let labels follow that were on somebody's desk the first time. */
export const followAgain = (project: string, change: string) =>
  call("POST", `${PROJECT}/ontology/changes/{change_id}/again`, {
    path: { ...at(project), change_id: change },
  });

/** Read an ontology from elsewhere; nothing is published by it. */
export const readOntology = (project: string, format: ImportFormat, text: string) =>
  call("POST", `${PROJECT}/ontology/import`, { path: at(project), body: { format, text } });

export const guidelineQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "guideline"],
    queryFn: () => orNothing(call("GET", `${PROJECT}/guideline`, { path: at(project) })),
  });

/** The version that a text is worked on under; it never changes. */
export const guidelineVersionQuery = (project: string, number: number) =>
  queryOptions({
    queryKey: ["project", project, "guideline", number],
    queryFn: () =>
      call("GET", `${PROJECT}/guideline/{number}`, { path: { ...at(project), number } }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const publishGuideline = (project: string, body: string) =>
  call("POST", `${PROJECT}/guideline`, { path: at(project), body: { body } });

export const policyQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "policy"],
    queryFn: () => orNothing(call("GET", `${PROJECT}/policy`, { path: at(project) })),
  });

export const publishPolicy = (project: string, yaml: string, reason: string) =>
  call("POST", `${PROJECT}/policy`, { path: at(project), body: { yaml, reason } });

export const packsQuery = queryOptions({
  queryKey: ["policy-packs"],
  queryFn: () => call("GET", "/api/policy-packs", {}),
  staleTime: Number.POSITIVE_INFINITY,
});

export const stepsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "steps"],
    queryFn: () => call("GET", `${PROJECT}/steps`, { path: at(project) }),
  });

export const changeSteps = (project: string, steps: StepsWanted) =>
  call("PUT", `${PROJECT}/steps`, { path: at(project), body: steps });
