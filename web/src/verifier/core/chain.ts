// Chains: the revisions of each document, in unbroken order, with every step that they claim.
// - A number is taken once per document; a claimed step is another proven revision, or a proven
//   verdict of the same person about the same asset.
// - What is referred to may come later in the log: what is still open at the end is refused.
// - Ids and digests are kept as strings of bytes, about 200 bytes of memory for a revision.
// SPDX-License-Identifier: Apache-2.0
import { encode, fromHex, hash, packed } from "./bytes";
import { type LoggedEvent, uuidOf, wordOf } from "./event";
import { Fault } from "./faults";
import { type LabelStatement, type Step, stepOf } from "./statement";

const MARK_SIZE = 20;
const UUID_SIZE = 16;

/** Something that must be proven by the end: a revision (with or without facts), or a verdict. */
interface Claim {
  readonly claimant: string;
  readonly revision: string | null;
  readonly mark: string | null;
}

export class Chains {
  documents = 0;
  private readonly marks = new Map<string, string>();
  private readonly places = new Set<string>();
  private readonly verdicts = new Set<string>();
  private readonly open: Claim[] = [];

  get revisions(): number {
    return this.marks.size;
  }

  /** Take in a proven revision and check what it claims. */
  addRevision(statement: LabelStatement): void {
    const name = short(statement.revision);
    const place = `${short(statement.document)}${statement.number}`;
    if (this.marks.has(name) || this.places.has(place)) throw new Fault("chain.twice");
    this.places.add(place);
    this.documents += statement.number === 1 ? 1 : 0;
    this.marks.set(name, revisionMark(statement, stepOf(statement)));
    for (const step of statement.steps) this.claim(claimOf(statement, step));
  }

  /** Take in a proven event that decided about a revision. */
  addVerdict(event: LoggedEvent): void {
    const facts = [event.id, uuidOf(event, "asset"), event.actor, wordOf(event, "verdict")];
    this.verdicts.add(mark("verdict", ...facts));
    this.claim({ claimant: event.id, revision: short(uuidOf(event, "revision")), mark: null });
  }

  /** Refuse when a claim has found no proof. */
  finish(): void {
    const failing = this.open.find((claim) => !this.holds(claim));
    if (failing !== undefined) throw new Fault("chain.claim", { claimant: failing.claimant });
  }

  private claim(claim: Claim): void {
    if (!this.holds(claim)) this.open.push(claim);
  }

  private holds({ revision, mark: wanted }: Claim): boolean {
    if (revision === null) return wanted !== null && this.verdicts.has(wanted);
    const found = this.marks.get(revision);
    return found !== undefined && (wanted === null || wanted === found);
  }
}

function claimOf(statement: LabelStatement, step: Step): Claim {
  const claimant = statement.revision;
  if (step.revision !== null)
    return { claimant, revision: short(step.revision), mark: revisionMark(statement, step) };
  const told = mark("verdict", step.event, statement.asset, step.actor, step.decision);
  return { claimant, revision: null, mark: told };
}

/** A digest of what a step says about a revision of the statement's document. */
function revisionMark(statement: LabelStatement, step: Step): string {
  const { asset, document } = statement;
  return mark(
    asset,
    document,
    String(step.number),
    step.step,
    step.duty,
    step.actor,
    step.decision,
    step.at,
  );
}

// Ids, words and times hold no line feed; what is absent is told apart from every word.
const mark = (...facts: readonly (string | null)[]): string =>
  packed(hash(encode(facts.map((fact) => fact ?? "-").join("\n"))).subarray(0, MARK_SIZE));

const short = (uuid: string): string => packed(fromHex(uuid.replaceAll("-", ""), UUID_SIZE));
