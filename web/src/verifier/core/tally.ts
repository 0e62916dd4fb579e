// Counts over the proven statements: what a verified bundle says, in pseudonyms, ids and numbers.
// SPDX-License-Identifier: Apache-2.0
import { type LoggedEvent, wordOf } from "./event";
import type { LabelStatement, Version } from "./statement";

export class Tally {
  /** Acts by pseudonym and duty, one under the other. */
  readonly people = new Map<string, number>();
  readonly guidelines = new Map<string, number>();
  readonly ontologies = new Map<string, number>();
  readonly policies = new Map<string, number>();
  readonly steps = new Map<string, number>();
  readonly verdicts = new Map<string, number>();
  readonly outcomes = new Map<string, number>();
  readonly origins = new Map<string, number>();
  firstAt = "";
  lastAt = "";

  /** Count one proven revision. */
  add(statement: LabelStatement): void {
    const { actor, duty, guideline, ontology, policy, created_at: moment } = statement;
    if (actor !== null && duty !== null) count(this.people, pair(actor, duty));
    if (guideline !== null) count(this.guidelines, spelled(guideline));
    if (ontology !== null) count(this.ontologies, spelled(ontology));
    count(this.policies, spelled(policy));
    count(this.steps, pair(statement.step, statement.decision));
    count(this.outcomes, statement.outcome);
    count(this.origins, statement.origin);
    if (this.firstAt === "" || moment < this.firstAt) this.firstAt = moment;
    if (moment > this.lastAt) this.lastAt = moment;
  }

  /** Count one proven decision that made no revision. */
  addVerdict(event: LoggedEvent): void {
    count(this.people, pair(event.actor, "verdict"));
    count(this.verdicts, wordOf(event, "verdict"));
  }
}

/** A version with how many revisions were made under it. */
export interface CountedVersion extends Version {
  readonly revisions: number;
}

export function versionsOf(counted: ReadonlyMap<string, number>): readonly CountedVersion[] {
  return [...counted]
    .map(([key, revisions]) => {
      const [number, version, digest] = key.split(" ") as [string, string, string];
      return { version, number: Number(number), digest, revisions };
    })
    .sort((one, other) => one.number - other.number || (one.version < other.version ? -1 : 1));
}

/** The pairs with how often each came, in order. */
export const pairsOf = (
  counted: ReadonlyMap<string, number>,
): readonly [string, string, number][] =>
  [...counted]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, amount]) => {
      const [first, second] = key.split(" ") as [string, string];
      return [first, second, amount];
    });

export const wordsOf = (counted: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...counted].sort(([one], [other]) => (one < other ? -1 : 1)));

// Ids, words and digests hold no space.
const pair = (one: string, other: string): string => `${one} ${other}`;

const spelled = ({ number, version, digest }: Version): string => `${number} ${version} ${digest}`;

function count(counted: Map<string, number>, key: string): void {
  counted.set(key, (counted.get(key) ?? 0) + 1);
}
