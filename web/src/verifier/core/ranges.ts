// Many leaves under one root, in one pass with O(log n) memory.
// - Gaps between the leaves are covered by the fewest complete subtrees; their hashes are shipped.
// - No hash may be missing, and none left over.
// SPDX-License-Identifier: Apache-2.0
import { isSame } from "./bytes";
import { Fault } from "./faults";
import { nodeHash } from "./merkle";

const WORD = 2 ** 32;

/** The leaves from the first on, folded as far as they are complete. */
class Range {
  size = 0;
  private readonly stack: { readonly level: number; readonly hash: Uint8Array }[] = [];

  /** Add the complete subtree of `level` that begins where this range ends. */
  append(level: number, added: Uint8Array): void {
    this.size += 2 ** level;
    let [top, hash] = [level, added];
    while (this.stack.at(-1)?.level === top) {
      hash = nodeHash(this.stack.pop()?.hash as Uint8Array, hash);
      top += 1;
    }
    this.stack.push({ level: top, hash });
  }

  root(): Uint8Array {
    const last = this.stack.at(-1);
    if (last === undefined) throw new Fault("tree.empty");
    return this.stack
      .slice(0, -1)
      .reduceRight((found, { hash }) => nodeHash(hash, found), last.hash);
  }
}

/** The levels of the fewest complete subtrees that cover `[from, end)`, in order. */
function* cover(from: number, end: number): Generator<number> {
  let start = from;
  while (start < end) {
    const widest = bitLength(end - start) - 1;
    const level = start === 0 ? widest : Math.min(widest, trailingZeros(start));
    yield level;
    start += 2 ** level;
  }
}

/** Checks leaves against one root, one after the other. */
export class MultiProof {
  private readonly covered = new Range();
  private readonly size: number;
  private readonly root: Uint8Array;
  private readonly hashes: AsyncIterator<Uint8Array>;

  constructor(size: number, root: Uint8Array, hashes: AsyncIterator<Uint8Array>) {
    this.size = size;
    this.root = root;
    this.hashes = hashes;
  }

  async add(index: number, leaf: Uint8Array): Promise<void> {
    if (index < this.covered.size || index >= this.size) throw new Fault("multiproof.order");
    if (index > this.covered.size) await this.skipTo(index);
    this.covered.append(0, leaf);
  }

  /** Refuse unless everything added leads to the root. */
  async finish(): Promise<void> {
    await this.skipTo(this.size);
    if (!(await this.hashes.next()).done) throw new Fault("multiproof.more");
    if (!isSame(this.covered.root(), this.root)) throw new Fault("multiproof.root");
  }

  private async skipTo(index: number): Promise<void> {
    for (const level of cover(this.covered.size, index)) {
      const { value, done } = await this.hashes.next();
      if (done) throw new Fault("multiproof.fewer");
      this.covered.append(level, value);
    }
  }
}

// Bit operators know 32 bits; the tree may have 2^53 leaves.
function bitLength(number: number): number {
  const high = Math.floor(number / WORD);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(number);
}

function trailingZeros(number: number): number {
  const low = number >>> 0;
  const lowest = low === 0 ? Math.floor(number / WORD) : low;
  return (low === 0 ? 32 : 0) + 31 - Math.clz32(lowest & -lowest);
}
