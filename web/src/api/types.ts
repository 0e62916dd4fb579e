// What the server sends and takes, under the names that the pages use: aliases of the generated
// contract. A shape is never written here; a word that the server leaves open may be narrowed.
// SPDX-License-Identifier: Apache-2.0
import type { Answer } from "./http";
import type * as contract from "./schema.gen";

export type { Duty, LinkPurpose } from "./schema.gen";

export type Session = contract.SessionOut;
export type ProjectListed = contract.OwnProjectOut;
export type SignedInPlace = contract.OwnSessionOut;
export type InvitationShown = contract.InvitationPreviewOut;

/** Not of the API: `/readyz` answers the same to people and to machines. */
export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<
    Record<string, { readonly state: string; readonly detail: string | null }>
  >;
}

/** How many tasks of one duty stand in each state; a state that none is in may be missing. */
export type TaskCounts = contract.TaskCountsOut["label"];
export type Project = contract.ProjectOut;
export type Grant = contract.GrantOut;
export type Member = contract.MemberOut;
export type InvitationWanted = contract.ProjectInvitationIn;
export type ManyInvitationsWanted = contract.ManyInvitationsIn;
export type InvitedRow = contract.InvitedRowOut;
export type Sight = contract.SightOut;
export type SetUp = contract.SetUpOut;
export type SetUpStage = contract.StageOut;

export type Progress = contract.ProgressOut;
export type ReviewsOfGuideline = contract.ReviewsOut;
export type TimesOfStep = contract.TimesOut;
export type PersonProgress = contract.PersonProgressOut;

export type OntologyVersion = contract.OntologyOut;
export type OntologyWanted = contract.OntologyIn["document"];
export type ChangeWanted = contract.OntologyChangeIn["change"];
export type ChangePreview = contract.OntologyChangePreviewOut;
export type ChangeMade = contract.OntologyChangeOut;
export type OntologyProposal = contract.ProposalOut;
export type NotTaken = contract.NotTakenOut;
export type ImportFormat = contract.ImportIn["format"];

export type GuidelineVersion = contract.GuidelineOut;
export type PolicyListed = contract.PolicyVersionOut;
export type PolicyDraft = contract.PolicyDraftOut;
export type PolicyChecked = contract.PolicyCheckedOut;
export type Weakening = contract.WeakeningOut;
export type TrialWanted = contract.TrialIn;
export type TrialProgress = contract.TryingOut;
export type Trial = contract.TrialOut;
export type TriedText = contract.TriedOut;
export type TriedSide = contract.SideOut;
export type TrialTotals = contract.TotalsOut;
export type Piece = contract.PieceOut;

/** A policy as its JSON Schema has it, with every default written out. */
export interface PolicyDocument {
  readonly sealmark_policy: number;
  readonly name: string;
  readonly title: string;
  readonly languages: readonly string[];
  readonly detectors: readonly string[];
  readonly kinds: Readonly<Record<string, KindRule>>;
  readonly otherwise: string;
  readonly min_score_bp: number;
  readonly risk: { readonly quarantine_above_bp: number };
  readonly tiers: readonly unknown[];
  readonly dictionaries: readonly { readonly kind: string; readonly words: readonly string[] }[];
  readonly patterns: readonly { readonly kind: string; readonly pattern: string }[];
  readonly allow: { readonly words: readonly string[]; readonly patterns: readonly string[] };
  readonly metadata?: { readonly codes: string };
}

/** What happens to one kind of identifier. */
export interface KindRule {
  readonly how: string;
  readonly min_score_bp: number;
  readonly only_over?: number;
  readonly keep_last?: number;
}

export type Steps = contract.StepsOut;
export type StepsWanted = contract.StepsIn;

export type FileKind = "txt" | "md" | "jsonl" | "csv" | "tsv" | "json";
export type FileFormat = "auto" | "label_studio" | "doccano";
export type Mapping = Required<contract.MappingIn>;
export type UploadWanted = contract.UploadIn;
export type Upload = contract.UploadOut;
export type Problem = contract.ProblemOut;
export type Job = contract.JobOut;

export type Doubt = contract.DoubtShape;
export type Place = contract.HideIn["places"][number];
export type QuarantineView = Answer<
  "GET",
  "/api/projects/{project_id}/quarantine/{asset_id}/view/{view_id}",
  200
>;

export type WorkCounts = contract.WorkHomeOut;
export type Work = contract.WorkOut;
export type SkipReason = "unclear" | "wrong_language" | "sensitive" | "other";
export type RecentTask = contract.RecentOut;
export type Pace = contract.PaceOut;

export type ExportFormat = "jsonl" | "conll" | "label_studio" | "csv";
export type ExportContent = contract.Content;
export type ExportWanted = contract.ExportIn;
export type ExportChoice = contract.ChoiceIn;
export type ExportPreview = contract.PreviewOut;
export type Export = contract.ExportOut;

export type Protection = contract.ProtectionOut;
export type Exemption = contract.ExemptionOut;
