// Verifies a bundle: returns what it proves, or throws the first thing that is wrong.
// - Order: keys, seal, manifest, list of files, checkpoint, evidence, data; the same checks in the
//   same order as the command `sealmark-verify`, see `docs/security/verify.md`.
// - A key that is trusted must be the bundle's key.
// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from "./checkpoint";
import { checkEvidence } from "./evidence";
import { Fault, located, locatedLater, type Where } from "./faults";
import { parseKeyFile, refuseOtherKeys, type Trusted, type VerifierKey } from "./keys";
import {
  ALWAYS,
  CHECKPOINT,
  DATA,
  LOG_KEY,
  MANIFEST,
  type Manifest,
  PROOF,
  parseManifest,
} from "./manifest";
import { checkedChunks, readSmall, refuseOther, type Source } from "./reading";
import { openEvidenceCheckpoint, openSeal, refuseUnsealed, type Seal } from "./seal";
import type { Tally } from "./tally";

const KINDS = ["Ed25519", "Ed25519,ML-DSA-44"];

/** Everything that a verified bundle proves. */
export interface Verified {
  readonly manifest: Manifest;
  readonly checkpoint: Checkpoint;
  readonly seal: Seal;
  readonly keys: readonly VerifierKey[];
  readonly tally: Tally;
}

export async function verifyBundle(source: Source, trusted: Trusted): Promise<Verified> {
  const missing = ALWAYS.filter((name) => !source.sizes.has(name)).sort()[0];
  if (missing !== undefined) throw new Fault("file.missing", {}, { file: missing });
  const keyFile = await readSmall(source, LOG_KEY);
  const keys = located({ file: LOG_KEY }, () => readKeys(keyFile, trusted));
  const proof = await readSmall(source, PROOF);
  const seal = await locatedLater({ file: PROOF }, () => openSeal(proof, keys));
  const manifest = await readManifest(source, seal);
  refuseOther(LOG_KEY, keyFile, manifest.files.get(LOG_KEY));
  const note = await readSmall(source, CHECKPOINT);
  refuseOther(CHECKPOINT, note, manifest.files.get(CHECKPOINT));
  const checkpoint = await locatedLater({ file: CHECKPOINT }, () =>
    openEvidenceCheckpoint(note, seal, keys),
  );
  const tally = await checkEvidence(source, manifest, checkpoint);
  for (const [name, entry] of manifest.files) {
    if (!name.startsWith(DATA)) continue;
    for await (const chunk of checkedChunks(source, name, entry)) void chunk;
  }
  return { manifest, checkpoint, seal, keys, tally };
}

function readKeys(data: Uint8Array, trusted: Trusted): readonly VerifierKey[] {
  const keys = parseKeyFile(data);
  if (!KINDS.includes(keys.map(({ title }) => title).join())) throw new Fault("keys.kinds");
  refuseOtherKeys(keys, trusted);
  return keys;
}

/** The sealed manifest, once it lists exactly the files that are there. */
async function readManifest(source: Source, seal: Seal): Promise<Manifest> {
  const data = await readSmall(source, MANIFEST);
  const manifest = located({ file: MANIFEST }, () => {
    const read = parseManifest(data);
    refuseUnsealed(seal, read, data);
    return read;
  });
  const found = [...source.sizes.keys()].filter((name) => name !== MANIFEST && name !== PROOF);
  for (const name of [...new Set([...found, ...manifest.files.keys()])].sort()) {
    const where: Where = { file: name };
    const listed = manifest.files.get(name);
    if (listed === undefined) throw new Fault("file.unlisted", {}, where);
    if (!source.sizes.has(name)) throw new Fault("file.absent", {}, where);
    if (source.sizes.get(name) !== listed.size) throw new Fault("file.size", {}, where);
  }
  return manifest;
}
