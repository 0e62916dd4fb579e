// The Merkle tree of RFC 9162: hashes, and proofs checked.
// - Leaves and nodes hash under different prefixes; nothing is proven about a tree without leaves.
// - A proof with a hash too many or too few is refused.
// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "@noble/hashes/sha2.js";
import { HASH_SIZE, isSame } from "./bytes";
import { Fault } from "./faults";

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const leafHash = (entry: Uint8Array): Uint8Array =>
  sha256.create().update(LEAF).update(entry).digest();

export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256.create().update(NODE).update(left).update(right).digest();

interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Refuse unless the leaf stands at `index` in the tree of `size` leaves (section 2.1.3.2). */
export function verifyInclusion({ leaf, index, size, path, root }: Inclusion): void {
  if (size === 0) throw new Fault("tree.empty");
  refuseBadHashes([leaf, root, ...path]);
  if (index >= size) throw new Fault("tree.outside");
  let [place, last, found] = [BigInt(index), BigInt(size) - 1n, leaf];
  for (const sibling of path) {
    if (last === 0n) throw new Fault("inclusion.long");
    if (isOdd(place) || place === last) {
      found = nodeHash(sibling, found);
      while (!isOdd(place)) [place, last] = [place >> 1n, last >> 1n];
    } else {
      found = nodeHash(found, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  if (last !== 0n) throw new Fault("inclusion.short");
  if (!isSame(found, root)) throw new Fault("inclusion.root");
}

interface Tree {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Refuse unless the tree `later` begins with the tree `earlier` (section 2.1.4.2). */
export function verifyConsistency(earlier: Tree, later: Tree, path: readonly Uint8Array[]): void {
  if (earlier.size === 0) throw new Fault("tree.empty");
  refuseBadHashes([earlier.root, later.root, ...path]);
  if (earlier.size > later.size) throw new Fault("consistency.order");
  let [last, end] = [BigInt(earlier.size) - 1n, BigInt(later.size) - 1n];
  let first = 0n;
  while (first !== last && (last === end || isOdd(last)))
    [first, last, end] = [first >> 1n, last >> 1n, end >> 1n];
  const rest = [...path];
  const seed = first === last ? earlier.root : rest.shift();
  if (seed === undefined) throw new Fault("consistency.short");
  const [part, whole] = climb(seed, rest, [first, last, end]);
  if (!isSame(part, earlier.root) || !isSame(whole, later.root))
    throw new Fault("consistency.roots");
}

/** Fold the path onto the seed: the root of the part and of the whole. */
function climb(
  seed: Uint8Array,
  path: readonly Uint8Array[],
  position: readonly [bigint, bigint, bigint],
): readonly [Uint8Array, Uint8Array] {
  let [first, last, end] = position;
  let [part, whole] = [seed, seed];
  for (const sibling of path) {
    if (end === 0n) throw new Fault("consistency.long");
    if (isOdd(last) || last === end) {
      if (first < last) part = nodeHash(sibling, part);
      whole = nodeHash(sibling, whole);
      while (!isOdd(last)) [first, last, end] = [first >> 1n, last >> 1n, end >> 1n];
    } else {
      whole = nodeHash(whole, sibling);
    }
    [first, last, end] = [first >> 1n, last >> 1n, end >> 1n];
  }
  if (end !== 0n) throw new Fault("consistency.short");
  return [part, whole];
}

const isOdd = (number: bigint): boolean => (number & 1n) === 1n;

function refuseBadHashes(hashes: readonly Uint8Array[]): void {
  if (hashes.some((item) => item.length !== HASH_SIZE)) throw new Fault("hash.sizes");
}
