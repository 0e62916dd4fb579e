// The manifest: every file of a bundle with size and digest, in canonical JSON.
// - It lists each file but itself and `proof`, sorted by name, none twice.
// - Names are plain relative paths.
// SPDX-License-Identifier: Apache-2.0
import { parseCanonical } from "./canonical";
import { Fault } from "./faults";
import { Fields } from "./fields";

const FORMAT = "https://sealmark.dev/bundle/v1";
export const MANIFEST = "manifest.json";
export const PROOF = "proof";
export const REVISIONS = "evidence/revisions.jsonl";
export const EVENTS = "evidence/events.jsonl";
export const HASHES = "evidence/hashes";
export const CHECKPOINT = "evidence/checkpoint";
export const LOG_KEY = "evidence/log.key";
export const DATA = "data/";
const REQUIRED = [REVISIONS, EVENTS, HASHES, CHECKPOINT, LOG_KEY];
export const ALWAYS = [...REQUIRED, MANIFEST, PROOF];
const MAX_NAME = 200;
const NAME = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/;
const MEMBERS = ["format", "project", "export", "created_at", "data_format", "content", "counts"];

export interface FileEntry {
  readonly size: number;
  readonly sha256: string;
}

/** How much the bundle proves. */
export interface Counts {
  readonly documents: number;
  readonly revisions: number;
  readonly events: number;
}

export interface Manifest {
  readonly project: string;
  readonly export: string;
  readonly created_at: string;
  readonly data_format: string;
  readonly content: string;
  readonly counts: Counts;
  readonly files: ReadonlyMap<string, FileEntry>;
}

export function parseManifest(data: Uint8Array): Manifest {
  const fields = new Fields(parseCanonical(data), ...MEMBERS, "files");
  if (fields.text("format") !== FORMAT) throw new Fault("manifest.format");
  return {
    project: fields.uuid("project"),
    export: fields.uuid("export"),
    created_at: fields.time("created_at"),
    data_format: fields.word("data_format"),
    content: fields.oneOf("content", ["original", "rendition"]),
    counts: parseCounts(fields.raw("counts")),
    files: parseFiles(fields.items("files")),
  };
}

export function refuseBadName(name: string): void {
  if (name.length > MAX_NAME || !NAME.test(name)) throw new Fault("file.name");
}

function parseCounts(value: unknown): Counts {
  const fields = new Fields(value, "documents", "revisions", "events");
  return {
    documents: fields.count("documents"),
    revisions: fields.count("revisions"),
    events: fields.count("events"),
  };
}

function parseFiles(values: readonly unknown[]): ReadonlyMap<string, FileEntry> {
  const files = new Map<string, FileEntry>();
  for (const value of values) {
    const fields = new Fields(value, "name", "size", "sha256");
    const name = fields.text("name");
    refuseBadName(name);
    files.set(name, { size: fields.count("size"), sha256: fields.digest("sha256") });
  }
  const names = [...files.keys()];
  if (names.join() !== [...names].sort().join() || names.length !== values.length)
    throw new Fault("manifest.order");
  if (!REQUIRED.every((name) => files.has(name)) || files.has(MANIFEST) || files.has(PROOF))
    throw new Fault("manifest.lacks");
  if (!names.every((name) => REQUIRED.includes(name) || name.startsWith(DATA)))
    throw new Fault("manifest.foreign", { folder: DATA });
  return files;
}
