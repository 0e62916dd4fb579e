// Statements: where one label revision comes from, as an in-toto Statement v1.
// - Exactly these members, in exactly these forms.
// - Revision 1 of a document has no parent, every other has one; `steps` names each earlier one.
// - What no person made is as reviewed as the revision before it.
// SPDX-License-Identifier: Apache-2.0
import { Fault } from "./faults";
import { Fields } from "./fields";

const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
const PREDICATE_TYPE = "https://sealmark.dev/provenance/label/v1";
const FULL_SHARE = 10_000;
const HUMAN = "human";
const GOES_ON = ["moved", "migration"];
const ORIGINS = [HUMAN, "import", "migration", "model", "moved"];
const REVIEWED_BEFORE = ["moved_reviewed", "followed_reviewed"];
const NEEDED_OF_PEOPLE = ["actor", "duty", "task", "ontology", "guideline"];
const MEMBERS = [
  ...["revision", "project", "asset", "document", "number", "parent", "task", "actor", "step"],
  ...["duty", "decision", "created_at", "ontology", "guideline", "policy", "rendition"],
  ...["clearance", "steps", "criteria", "origin"],
];

/** A numbered version of an ontology, a guideline or a policy. */
export interface Version {
  readonly version: string;
  readonly number: number;
  readonly digest: string;
}

/** An act on the document: proven by the revision it made, or by its event. */
export interface Step {
  readonly step: string;
  readonly duty: string | null;
  readonly actor: string | null;
  readonly decision: string;
  readonly at: string;
  readonly revision: string | null;
  readonly number: number | null;
  readonly event: string | null;
}

/** The provenance of one label revision, as far as it is counted or held against others. */
export interface LabelStatement {
  readonly revision: string;
  readonly commitment: string;
  readonly project: string;
  readonly asset: string;
  readonly document: string;
  readonly number: number;
  readonly parent: string | null;
  readonly actor: string | null;
  readonly step: string;
  readonly duty: string | null;
  readonly decision: string;
  readonly created_at: string;
  readonly ontology: Version | null;
  readonly guideline: Version | null;
  readonly policy: Version;
  readonly steps: readonly Step[];
  readonly outcome: string;
  readonly origin: string;
}

/** How later revisions of the document name this one in their `steps`. */
export const stepOf = (statement: LabelStatement): Step => ({
  step: statement.step,
  duty: statement.duty,
  actor: statement.actor,
  decision: statement.decision,
  at: statement.created_at,
  revision: statement.revision,
  number: statement.number,
  event: null,
});

export function parseStatement(value: unknown): LabelStatement {
  const outer = new Fields(value, "_type", "subject", "predicateType", "predicate");
  if (outer.text("_type") !== STATEMENT_TYPE || outer.text("predicateType") !== PREDICATE_TYPE)
    throw new Fault("statement.type");
  const subjects = outer.items("subject");
  if (subjects.length !== 1) throw new Fault("statement.subjects");
  const subject = new Fields(subjects[0], "name", "digest");
  const commitment = new Fields(subject.raw("digest"), "sha256").digest("sha256");
  const statement = parsePredicate(new Fields(outer.raw("predicate"), ...MEMBERS), commitment);
  if (subject.text("name") !== `revision:${statement.revision}`)
    throw new Fault("statement.subject");
  refuseBrokenChain(statement);
  refuseUnearned(statement);
  return statement;
}

function parsePredicate(fields: Fields, commitment: string): LabelStatement {
  const origin = fields.oneOf("origin", ORIGINS);
  if (origin === HUMAN && NEEDED_OF_PEOPLE.some((name) => fields.raw(name) === null))
    throw new Fault("statement.person", { names: NEEDED_OF_PEOPLE.join(", ") });
  const statement = {
    commitment,
    revision: fields.uuid("revision"),
    project: fields.uuid("project"),
    asset: fields.uuid("asset"),
    document: fields.uuid("document"),
    number: fields.count("number", 1),
    parent: fields.optional("parent", fields.uuid),
    actor: fields.optional("actor", fields.uuid),
    step: fields.word("step"),
    duty: fields.optional("duty", fields.word),
    decision: fields.word("decision"),
    created_at: fields.time("created_at"),
    ontology: fields.optional("ontology", () => parseVersion(fields.raw("ontology"))),
    guideline: fields.optional("guideline", () => parseVersion(fields.raw("guideline"))),
    policy: parseVersion(fields.raw("policy")),
    steps: fields.items("steps").map(parseStep),
    outcome: parseOutcome(fields.raw("criteria")),
    origin,
  };
  fields.optional("task", fields.uuid);
  refuseBadRendition(fields.raw("rendition"));
  fields.uuid("clearance");
  return statement;
}

function parseVersion(value: unknown): Version {
  const fields = new Fields(value, "version", "number", "digest");
  return {
    version: fields.uuid("version"),
    number: fields.count("number", 1),
    digest: fields.digest("digest"),
  };
}

function refuseBadRendition(value: unknown): void {
  const fields = new Fields(value, "id", "commitment", "detectors");
  fields.uuid("id");
  fields.digest("commitment");
  fields.digest("detectors");
}

function parseStep(value: unknown): Step {
  const fields = new Fields(
    value,
    ...["step", "duty", "actor", "decision", "at", "revision", "number", "event"],
  );
  const isByEvent = fields.raw("revision") === null;
  if ((fields.raw("number") === null) !== isByEvent || (fields.raw("event") === null) === isByEvent)
    throw new Fault("step.proven");
  return {
    step: fields.word("step"),
    duty: fields.optional("duty", fields.word),
    actor: fields.optional("actor", fields.uuid),
    decision: fields.word("decision"),
    at: fields.time("at"),
    revision: fields.optional("revision", fields.uuid),
    number: fields.optional("number", () => fields.count("number", 1)),
    event: fields.optional("event", fields.uuid),
  };
}

function parseOutcome(value: unknown): string {
  const fields = new Fields(value, "review_share", "seed_commitment", "drawn", "outcome");
  const share = fields.optional("review_share", () => fields.count("review_share"));
  if (share !== null && share > FULL_SHARE) throw new Fault("criteria.share", { most: FULL_SHARE });
  fields.optional("seed_commitment", fields.digest);
  fields.optional("drawn", fields.flag);
  return fields.word("outcome");
}

function refuseBrokenChain({ number, parent, steps }: LabelStatement): void {
  if ((number === 1) !== (parent === null)) throw new Fault("chain.parent");
  const made = steps.filter(({ revision }) => revision !== null);
  const isWhole = made.length === number - 1 && made.every((step, at) => step.number === at + 1);
  if (!isWhole) throw new Fault("chain.steps");
  const last = made.at(-1);
  if (last !== undefined && last.revision !== parent) throw new Fault("chain.last");
}

function refuseUnearned({ origin, outcome, steps }: LabelStatement): void {
  if (!GOES_ON.includes(origin) || outcome !== "met") return;
  const before = steps.filter(({ revision }) => revision !== null).at(-1);
  if (before?.duty !== "review" && !REVIEWED_BEFORE.includes(before?.decision ?? ""))
    throw new Fault("chain.unearned");
}
