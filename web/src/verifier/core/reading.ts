// Reads the files of a bundle while checking them against the manifest.
// - A file counts as read only when it is exhausted: its digest is compared at the end.
// - Memory is bounded by one chunk, or by one line where a file is read by lines.
// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "@noble/hashes/sha2.js";
import { HASH_SIZE, hash, joined, toHex } from "./bytes";
import { Fault } from "./faults";
import type { FileEntry } from "./manifest";

const MAX_LINE = 64 * 1024 * 1024;
const MAX_SMALL = 64 * 1024 * 1024;
const LINE_FEED = 10;

/** Where a bundle's bytes come from: a container or a folder. */
export interface Source {
  /** The size of each file in bytes, by name. */
  readonly sizes: ReadonlyMap<string, number>;
  chunks(name: string): AsyncGenerator<Uint8Array>;
}

export async function* checkedChunks(
  source: Source,
  name: string,
  entry: FileEntry,
): AsyncGenerator<Uint8Array> {
  const digest = sha256.create();
  for await (const chunk of source.chunks(name)) {
    digest.update(chunk);
    yield chunk;
  }
  if (toHex(digest.digest()) !== entry.sha256) throw new Fault("file.digest", {}, { file: name });
}

/** The lines of a file, without their line feeds. */
export async function* checkedLines(
  source: Source,
  name: string,
  entry: FileEntry,
  longest = MAX_LINE,
): AsyncGenerator<Uint8Array> {
  let [held, size]: [Uint8Array[], number] = [[], 0];
  for await (const chunk of checkedChunks(source, name, entry)) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const line = chunk.subarray(start, end);
      yield held.length === 0 ? line : joined(...held, line);
      [held, size] = [[], 0];
      start = end + 1;
    }
    if (start < chunk.length) held.push(chunk.slice(start));
    size += chunk.length - start;
    if (size > longest) throw new Fault("file.line", { longest }, { file: name });
  }
  if (size > 0) throw new Fault("file.feed", {}, { file: name });
}

/** A file's pieces of 32 bytes. */
export async function* checkedHashes(
  source: Source,
  name: string,
  entry: FileEntry,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of checkedChunks(source, name, entry)) {
    const data = joined(rest, chunk);
    const whole = data.length - (data.length % HASH_SIZE);
    for (let at = 0; at < whole; at += HASH_SIZE) yield data.subarray(at, at + HASH_SIZE);
    rest = data.slice(whole);
  }
  if (rest.length > 0) throw new Fault("file.hashes", {}, { file: name });
}

/** A file that is small in every honest bundle. */
export async function readSmall(source: Source, name: string): Promise<Uint8Array> {
  if ((source.sizes.get(name) ?? 0) > MAX_SMALL)
    throw new Fault("file.large", { most: MAX_SMALL }, { file: name });
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.chunks(name)) chunks.push(chunk);
  return joined(...chunks);
}

/** Refuse content whose digest is not the one in the manifest. */
export function refuseOther(name: string, data: Uint8Array, entry: FileEntry | undefined): void {
  if (toHex(hash(data)) !== entry?.sha256) throw new Fault("file.digest", {}, { file: name });
}
