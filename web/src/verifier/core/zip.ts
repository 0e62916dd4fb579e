// Reads a ZIP container and refuses every byte that our own writer would not have written.
// - Headers, descriptors, directory and end are rebuilt from what they say and compared.
// - A member is unpacked in chunks and never beyond the size it declares.
// - The digest in the archive comment covers everything before it.
// SPDX-License-Identifier: Apache-2.0
import { sha256 } from "@noble/hashes/sha2.js";
import { isSame, joined, toHex } from "./bytes";
import { crc32 } from "./crc32";
import { CONTAINER, Fault, type FaultCode } from "./faults";
import { refuseBadName } from "./manifest";
import type { Source } from "./reading";
import {
  centralHeader,
  descriptor,
  END_SIZE,
  END64_SIZE,
  type End,
  end64Records,
  endRecord,
  localHeader,
  type Member,
  parseCentral,
  parseEnd,
} from "./zipRecords";

const CHUNK = 1 << 20;
const MAX_FILES = 10_000;
const MAX_DIRECTORY = MAX_FILES * 512;
const LONGEST_RECORD = 1024;

/** Hears how many more bytes were read of the file, which is read twice in all. */
export type OnRead = (bytes: number) => void;

export class ZipSource implements Source {
  private readonly file: Blob;
  private readonly onRead: OnRead;
  private readonly members: ReadonlyMap<string, Member>;

  private constructor(file: Blob, onRead: OnRead, members: ReadonlyMap<string, Member>) {
    this.file = file;
    this.onRead = onRead;
    this.members = members;
  }

  /** Check the whole container. */
  static async open(file: Blob, onRead: OnRead): Promise<ZipSource> {
    try {
      return new ZipSource(file, onRead, await checkedMembers(file, onRead));
    } catch (cause) {
      // Whatever a part of the container lacks, it is the container that is wrong.
      throw cause instanceof Fault && cause.where === undefined ? broken("zip.form") : cause;
    }
  }

  get sizes(): ReadonlyMap<string, number> {
    return new Map([...this.members].map(([name, { size }]) => [name, size]));
  }

  async *chunks(name: string): AsyncGenerator<Uint8Array> {
    const member = this.members.get(name);
    if (member === undefined) throw new Fault("file.missing", {}, { file: name });
    let [size, crc] = [0, 0];
    for await (const chunk of this.unpacked(member)) {
      size += chunk.length;
      crc = crc32(chunk, crc);
      yield chunk;
    }
    if (size !== member.size || crc !== member.crc) throw new Fault("zip.crc", {}, { file: name });
  }

  private unpacked(member: Member): AsyncGenerator<Uint8Array> {
    const start = member.offset + localHeader(member).length;
    const raw = pieces(this.file, start, member.packed, this.onRead);
    return member.isPacked ? inflated(raw, member) : raw;
  }
}

async function checkedMembers(file: Blob, onRead: OnRead): Promise<ReadonlyMap<string, Member>> {
  const length = Math.min(file.size, END_SIZE + END64_SIZE);
  const end = parseEnd(await at(file, file.size - length, length));
  const records = end64Records(end);
  const start = file.size - END_SIZE - records.length;
  if (end.offset + end.size !== start || end.count > MAX_FILES) throw broken("zip.directory");
  const digest = sha256.create();
  for await (const chunk of pieces(file, 0, file.size - END_SIZE, onRead)) digest.update(chunk);
  const expected = joined(records, endRecord(end, toHex(digest.digest())));
  if (!isSame(await at(file, start, file.size - start), expected)) throw broken("zip.digest");
  return await checkedLayout(file, end);
}

async function checkedLayout(file: Blob, end: End): Promise<ReadonlyMap<string, Member>> {
  if (end.size > MAX_DIRECTORY) throw broken("zip.large");
  const directory = await at(file, end.offset, end.size);
  const members = new Map<string, Member>();
  let [place, read] = [0, 0];
  while (read < directory.length) {
    const [member, length] = parseCentral(directory.subarray(read, read + LONGEST_RECORD));
    const record = directory.subarray(read, read + length);
    if (!isSame(record, centralHeader(member)) || member.offset !== place)
      throw broken("zip.record");
    refuseBadName(member.name);
    if (members.has(member.name)) throw broken("zip.twice");
    members.set(member.name, member);
    place = await checkedFrame(file, member);
    read += length;
  }
  if (place !== end.offset || members.size !== end.count) throw broken("zip.between");
  return members;
}

/** Compare what surrounds a member's data; return where the next one must begin. */
async function checkedFrame(file: Blob, member: Member): Promise<number> {
  const [head, foot] = [localHeader(member), descriptor(member)];
  const end = member.offset + head.length + member.packed;
  const [before, after] = [
    await at(file, member.offset, head.length),
    await at(file, end, foot.length),
  ];
  if (!isSame(before, head) || !isSame(after, foot)) throw broken("zip.frame");
  return end + foot.length;
}

async function at(file: Blob, offset: number, length: number): Promise<Uint8Array> {
  const data = new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
  if (offset < 0 || data.length !== length) throw broken("zip.short");
  return data;
}

async function* pieces(
  file: Blob,
  start: number,
  length: number,
  onRead: OnRead,
): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += CHUNK) {
    const piece = await at(file, start + done, Math.min(CHUNK, length - done));
    yield piece;
    onRead(piece.length);
  }
}

/** Unpack a deflated stream that must end with the last byte of `raw`, within the size declared. */
async function* inflated(
  raw: AsyncGenerator<Uint8Array>,
  { name, size }: Member,
): AsyncGenerator<Uint8Array> {
  const packed = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { value, done } = await raw.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const unpacker = new DecompressionStream("deflate-raw") as TransformStream<
    Uint8Array,
    Uint8Array
  >;
  const reader = packed.pipeThrough(unpacker).getReader();
  let left = size;
  try {
    for (let read = await next(reader, name); !read.done; read = await next(reader, name)) {
      left -= read.value.length;
      if (left < 0) throw new Fault("zip.more", {}, { file: name });
      yield read.value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function next(reader: ReadableStreamDefaultReader<Uint8Array>, file: string) {
  try {
    return await reader.read();
  } catch (cause) {
    throw cause instanceof Fault ? cause : new Fault("zip.damaged", {}, { file });
  }
}

const broken = (code: FaultCode): Fault => new Fault(code, {}, CONTAINER);
