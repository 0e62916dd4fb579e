// Projects, their people, and how they are set up.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import type { Ontology } from "#lib/labels";
import type { Role } from "#lib/roles";
import { ApiError, request } from "./http";
import type {
  GuidelineVersion,
  Invitation,
  InvitationWanted,
  Member,
  OntologyVersion,
  PolicyPack,
  PolicyVersion,
  Project,
  ProjectListed,
  Steps,
  StepsWanted,
} from "./types";

const at = (project: string) => `/api/projects/${project}`;

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
    queryFn: () => request<Project>("GET", at(project)),
  });

export const createProject = (organization: string, name: string, pack: string) =>
  request<ProjectListed>("POST", `/api/organizations/${organization}/projects`, {
    body: { name, policy_pack: pack },
  });

export const membersQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "members"],
    queryFn: () => request<Member[]>("GET", `${at(project)}/members`),
  });

/** Give a role to someone who works in the project; it takes effect at once. */
export const grantRole = (project: string, user: string, role: Role, ends: string | null) =>
  request<null>("POST", `${at(project)}/members`, { body: { user_id: user, role, ends } });

/** Take a role away, from their next request on. */
export const endRole = (project: string, user: string, role: Role) =>
  request<null>("DELETE", `${at(project)}/members/${user}/${role}`);

export const invitationsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "invitations"],
    queryFn: () => request<Invitation[]>("GET", `${at(project)}/invitations`),
  });

/** Invite someone; the secret is answered this once, for the link that is passed on. */
export const invite = (project: string, wanted: InvitationWanted) =>
  request<{ id: string; token: string }>("POST", `${at(project)}/invitations`, { body: wanted });

export const withdrawInvitation = (project: string, invitation: string) =>
  request<null>("DELETE", `${at(project)}/invitations/${invitation}`);

export const ontologyQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "ontology"],
    queryFn: () => orNothing(request<OntologyVersion>("GET", `${at(project)}/ontology`)),
  });

/** A numbered version never changes: it is asked for once. */
export const ontologyVersionQuery = (project: string, number: number) =>
  queryOptions({
    queryKey: ["project", project, "ontology", number],
    queryFn: () => request<OntologyVersion>("GET", `${at(project)}/ontology/${number}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const publishOntology = (project: string, document: Ontology) =>
  request<OntologyVersion>("POST", `${at(project)}/ontology`, { body: { document } });

export const guidelineQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "guideline"],
    queryFn: () => orNothing(request<GuidelineVersion>("GET", `${at(project)}/guideline`)),
  });

/** The version that a text is worked on under; it never changes. */
export const guidelineVersionQuery = (project: string, number: number) =>
  queryOptions({
    queryKey: ["project", project, "guideline", number],
    queryFn: () => request<GuidelineVersion>("GET", `${at(project)}/guideline/${number}`),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const publishGuideline = (project: string, body: string) =>
  request<GuidelineVersion>("POST", `${at(project)}/guideline`, { body: { body } });

export const policyQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "policy"],
    queryFn: () => orNothing(request<PolicyVersion>("GET", `${at(project)}/policy`)),
  });

export const publishPolicy = (project: string, yaml: string, reason: string) =>
  request<PolicyVersion>("POST", `${at(project)}/policy`, { body: { yaml, reason } });

export const packsQuery = queryOptions({
  queryKey: ["policy-packs"],
  queryFn: () => request<PolicyPack[]>("GET", "/api/policy-packs"),
  staleTime: Number.POSITIVE_INFINITY,
});

export const stepsQuery = (project: string) =>
  queryOptions({
    queryKey: ["project", project, "steps"],
    queryFn: () => request<Steps>("GET", `${at(project)}/steps`),
  });

export const changeSteps = (project: string, steps: StepsWanted) =>
  request<Steps>("PUT", `${at(project)}/steps`, { body: steps });
