// Which files of texts there are: one per feature and language. Keys are typed from the English ones.
// SPDX-License-Identifier: Apache-2.0
import type account from "./en/account.json";
import type activity from "./en/activity.json";
import type app from "./en/app.json";
import type asides from "./en/asides.json";
import type editors from "./en/editors.json";
import type errors from "./en/errors.json";
import type explorer from "./en/explorer.json";
import type exports_ from "./en/exports.json";
import type home from "./en/home.json";
import type incidents from "./en/incidents.json";
import type ingest from "./en/ingest.json";
import type issues from "./en/issues.json";
import type people from "./en/people.json";
import type policy from "./en/policy.json";
import type privacy from "./en/privacy.json";
import type progress from "./en/progress.json";
import type projects from "./en/projects.json";
import type protection from "./en/protection.json";
import type quarantine from "./en/quarantine.json";
import type session from "./en/session.json";
import type setup from "./en/setup.json";
import type verifier from "./en/verifier.json";
import type work from "./en/work.json";

/** One line per file; a page names what it needs where the map of pages loads it. */
interface Texts {
  readonly account: typeof account;
  readonly activity: typeof activity;
  /** The frame, the shared parts and the words of `lib`: loaded before anything is shown. */
  readonly app: typeof app;
  /** What stands over a text or in its place: dialogs, a text that is gone, nothing left. */
  readonly asides: typeof asides;
  readonly editors: typeof editors;
  /** What the server's refusals say, by their code. */
  readonly errors: typeof errors;
  readonly explorer: typeof explorer;
  readonly exports: typeof exports_;
  /** Somebody's own work in a project: the page they begin at. */
  readonly home: typeof home;
  readonly incidents: typeof incidents;
  readonly ingest: typeof ingest;
  readonly issues: typeof issues;
  readonly people: typeof people;
  readonly policy: typeof policy;
  readonly privacy: typeof privacy;
  readonly progress: typeof progress;
  readonly projects: typeof projects;
  readonly protection: typeof protection;
  readonly quarantine: typeof quarantine;
  readonly session: typeof session;
  readonly setup: typeof setup;
  /** The page that verifies a bundle: it stands alone and brings its texts along. */
  readonly verifier: typeof verifier;
  readonly work: typeof work;
}

export type Namespace = keyof Texts;
export type Key<N extends Namespace> = keyof Texts[N] & string;
export type Values = Readonly<Record<string, string | number>>;
export type Say<N extends Namespace> = (key: Key<N>, values?: Values) => string;
