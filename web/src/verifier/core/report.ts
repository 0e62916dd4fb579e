// The report on a bundle: plain values that cross from the worker to the page.
// - The same members as `sealmark-verify --json` prints.
// SPDX-License-Identifier: Apache-2.0
import { type Verified, verifyBundle } from "./bundle";
import { toHex } from "./bytes";
import { Fault, type FaultCode, type Where } from "./faults";
import { type KeyTrust, type Trusted, trustIn } from "./keys";
import type { Counts } from "./manifest";
import type { Source } from "./reading";
import { type CountedVersion, pairsOf, versionsOf, wordsOf } from "./tally";

export interface Summary {
  readonly project: string;
  readonly export: string;
  readonly created_at: string;
  readonly data_format: string;
  readonly content: string;
  readonly counts: Counts;
  readonly people: readonly {
    readonly actor: string;
    readonly duty: string;
    readonly acts: number;
  }[];
  readonly guidelines: readonly CountedVersion[];
  readonly ontologies: readonly CountedVersion[];
  readonly policies: readonly CountedVersion[];
  readonly steps: readonly {
    readonly step: string;
    readonly decision: string;
    readonly revisions: number;
  }[];
  readonly verdicts: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly origins: Readonly<Record<string, number>>;
  readonly log: Readonly<Record<string, string | number>>;
  readonly keys: readonly ReportedKey[];
}

export interface ReportedKey {
  readonly kind: string;
  readonly id: string;
  readonly fingerprint: string;
  readonly trust: KeyTrust;
}

interface Span {
  readonly first: string;
  readonly last: string;
}

export type Report =
  | {
      readonly verified: true;
      readonly summary: Summary;
      readonly span: Span;
      readonly lines: readonly string[];
    }
  | {
      readonly verified: false;
      readonly code: FaultCode;
      readonly values: Readonly<Record<string, string | number>>;
      readonly where: Where;
    };

/** Verify what `open` opens; a fault is a report, anything else is thrown. */
export async function report(open: () => Promise<Source>, trusted: Trusted): Promise<Report> {
  try {
    const verified = await verifyBundle(await open(), trusted);
    const { tally, keys } = verified;
    return {
      verified: true,
      summary: summed(verified, trusted),
      span: { first: tally.firstAt, last: tally.lastAt },
      lines: keys.map(({ line }) => line),
    };
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.where === undefined) throw cause;
    return { verified: false, code: cause.code, values: cause.values, where: cause.where };
  }
}

function summed({ manifest, checkpoint, seal, keys, tally }: Verified, trusted: Trusted): Summary {
  const { files: _, ...about } = manifest;
  return {
    ...about,
    people: pairsOf(tally.people).map(([actor, duty, acts]) => ({ actor, duty, acts })),
    guidelines: versionsOf(tally.guidelines),
    ontologies: versionsOf(tally.ontologies),
    policies: versionsOf(tally.policies),
    steps: pairsOf(tally.steps).map(([step, decision, revisions]) => ({
      step,
      decision,
      revisions,
    })),
    verdicts: wordsOf(tally.verdicts),
    outcomes: wordsOf(tally.outcomes),
    origins: wordsOf(tally.origins),
    log: {
      origin: checkpoint.origin,
      size: checkpoint.size,
      root: toHex(checkpoint.root),
      sealed_size: seal.checkpoint.size,
      sealed_root: toHex(seal.checkpoint.root),
      sealed_index: seal.index,
    },
    keys: keys.map((key) => ({
      kind: key.title,
      id: toHex(key.id),
      fingerprint: key.fingerprint,
      trust: trustIn(key, trusted),
    })),
  };
}
