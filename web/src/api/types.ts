// What the server sends and takes. Written by hand from the contract; each name becomes an alias of
// the generated schema (`export type Work = components["schemas"]["Work"]`) without touching a caller.
// SPDX-License-Identifier: Apache-2.0
import type { Chip, Finding, Labels, Ontology } from "#lib/labels";
import type { Role } from "#lib/roles";

export type Duty = "label" | "review";

export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly session_id: string;
  readonly organizations: readonly { id: string; name: string; role: string }[];
  readonly projects: readonly ProjectListed[];
  readonly csrf: string;
  readonly idle_minutes: number;
  readonly totp_enabled: boolean;
}

export interface ProjectListed {
  readonly id: string;
  readonly name: string;
  readonly organization_id: string;
  readonly roles: readonly Role[];
}

export interface SignedInPlace {
  readonly id: string;
  readonly current: boolean;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
  readonly agent: "chrome" | "edge" | "firefox" | "safari" | "other";
}

export type LinkPurpose = "set_password" | "sign_in";

/** What an invitation is for, as whoever holds its secret may know. */
export interface InvitationShown {
  readonly organization: string;
  readonly email: string;
  readonly has_account: boolean;
}

export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<
    Record<string, { readonly state: string; readonly detail: string | null }>
  >;
}

/** How many tasks of one duty stand in each state; a state that none is in may be missing. */
export type TaskCounts = Readonly<Record<string, number>>;

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly organization_id: string;
  readonly state: string;
  readonly separates_steps: boolean;
  readonly roles: readonly Role[];
  readonly counts: {
    readonly assets: { received: number; ready: number; quarantined: number; failed: number };
    readonly tasks: { readonly label: TaskCounts; readonly review: TaskCounts };
  };
  /** Null while there is none, or only the empty one that a project begins with. */
  readonly ontology_version: number | null;
  readonly guideline_version: number | null;
  readonly policy_version: number | null;
  readonly policy_state: PolicyState | null;
}

/** A role that someone holds in a project, since and until when. */
export interface Grant {
  readonly id: string;
  readonly role: Role;
  readonly since: string;
  readonly ends: string | null;
}

export interface Member {
  readonly user_id: string;
  readonly name: string;
  readonly email: string;
  readonly grants: readonly Grant[];
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly project_roles: readonly Role[];
  readonly ends: string | null;
  readonly valid_until: string;
}

export interface InvitationWanted {
  readonly email: string;
  readonly roles: readonly Role[];
  readonly ends: string | null;
  readonly valid_days: number;
}

export interface OntologyVersion {
  readonly number: number;
  readonly digest: string;
  readonly document: Ontology;
}

export interface GuidelineVersion {
  readonly number: number;
  readonly digest: string;
  readonly body: string;
}

/** A proposed policy applies once the redactor has taken it into force. */
type PolicyState = "proposed" | "in_force";

export interface PolicyVersion {
  readonly number: number;
  readonly digest: string;
  readonly yaml: string;
  readonly state: PolicyState;
}

export interface PolicyPack {
  readonly name: string;
  readonly title: string;
  readonly yaml: string;
}

export interface StepsWanted {
  readonly review_share_percent: number;
  readonly lease_minutes: number;
}

export interface Steps extends StepsWanted {
  /** What the log holds of the seed that draws texts for review. */
  readonly seed_commitment: string;
}

export interface Dataset {
  readonly id: string;
  readonly name: string;
}

export type FileKind = "txt" | "md" | "jsonl" | "csv" | "tsv" | "json";
export type FileFormat = "auto" | "label_studio" | "doccano";

export interface Mapping {
  readonly content: string | null;
  readonly external_id: string | null;
  readonly subject: string | null;
  readonly shown: readonly string[];
  readonly hidden: readonly string[];
  readonly labels: string | null;
}

export interface UploadWanted {
  readonly dataset_id: string;
  readonly mapping: Mapping;
  readonly files: readonly { kind: FileKind; format: FileFormat; size: number; name: string }[];
}

export interface Upload {
  readonly id: string;
  readonly state: string;
  readonly part_size: number;
  /** Files and parts are numbered from 1; `parts` holds the numbers of the parts that arrived. */
  readonly files: readonly {
    id: string;
    ordinal: number;
    size: number;
    received: number;
    parts: readonly number[];
  }[];
  /** The newest job about this upload: first the texts are taken in, then they are redacted. */
  readonly job_id: string | null;
  readonly problems_count: number;
  readonly duplicates: number;
}

export interface Problem {
  readonly file_ordinal: number | null;
  readonly row: number | null;
  readonly reason: string;
  /** What is wrong and what to do, in one or two sentences. */
  readonly remedy: string;
  /** How many labels it is about; 1 for anything else. */
  readonly count: number;
}

export interface Paged<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly done: number;
  /** 0 where it is not known before the end. */
  readonly total: number;
  readonly problems: number;
  /** What went wrong, or nothing. */
  readonly failure: string;
  readonly created_at: string;
  readonly finished_at: string | null;
  readonly cancellable: boolean;
}

export interface Quarantined {
  readonly asset_id: string;
  readonly reason: string;
  readonly risk: number;
  readonly tier: string;
  readonly language: string;
  readonly since: string;
}

export interface QuarantinePage extends Paged<Quarantined> {
  readonly total: number;
}

/** A place that may still show somebody, and why the redactor thinks so. */
export interface Doubt extends Place {
  readonly reason: string;
}

export interface QuarantineView {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly doubts: readonly Doubt[];
  readonly shown: Readonly<Record<string, string>>;
  readonly expires_at: string;
}

export interface Place {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

export interface WorkCounts {
  /** Open tasks are counted up to a thousand. */
  readonly label: { readonly open: number; readonly returned: number };
  readonly review: { readonly open: number; readonly returned: number };
  readonly pace_today: number;
  readonly duties: readonly Duty[];
}

export interface Work {
  readonly task_id: string;
  readonly lease: { readonly id: string; readonly expires_at: string };
  readonly duty: Duty;
  readonly step: { readonly position: number; readonly of: number; readonly name: string };
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly shown: Readonly<Record<string, string>>;
  readonly language: string;
  /** Where one goes on: one's own draft, or the labels that were handed over. */
  readonly document: Labels | null;
  readonly document_of: "draft" | "returned" | "imported" | "review" | null;
  /** The labels as they were submitted, for whoever reviews them; nothing when labeling. */
  readonly under_review: Labels | null;
  readonly draft_seq: number;
  readonly comment: string | null;
  readonly ontology: { readonly number: number; readonly digest: string };
  readonly guideline: { readonly number: number } | null;
  readonly policy: { readonly number: number };
}

export interface DraftSaved {
  readonly saved_at: string;
  readonly seq: number;
  readonly findings: readonly Finding[];
}

export type SkipReason = "unclear" | "wrong_language" | "sensitive" | "other";
export type Outcome = "accept" | "correct" | "send_back";

export interface RecentTask {
  readonly task_id: string;
  readonly submitted_day: string;
  readonly state: "submitted" | "returned" | "reviewed";
  readonly can_reopen: boolean;
}

export type ExportFormat = "jsonl" | "conll" | "label_studio" | "csv";
export type ExportContent = "rendition" | "aligned";

export interface ExportWanted {
  readonly format: ExportFormat;
  readonly content: ExportContent;
  readonly recipient_key?: string;
  readonly include_unreviewed: boolean;
  /** Aligned exports leave free-text answers out unless this is wanted. */
  readonly include_free_text: boolean;
  readonly reason: string;
}

export interface Export {
  readonly id: string;
  readonly format: ExportFormat;
  readonly content: ExportContent;
  readonly state:
    | "requested"
    | "waiting_for_approval"
    | "waiting_for_log"
    | "building"
    | "ready"
    | "failed"
    | "refused";
  readonly requested_at: string;
  readonly mine: boolean;
  readonly include_unreviewed: boolean;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly failure: string | null;
  readonly approvals_needed: number;
  readonly can_approve: boolean;
  readonly job_id: string | null;
}
