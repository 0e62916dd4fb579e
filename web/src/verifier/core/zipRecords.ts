// ZIP records: the one spelling of a container, so that its reader can compare byte for byte.
// - Members follow each other from offset 0: header, data, descriptor; then the directory, the end.
// - ZIP64 forms appear only where a number needs them; times, attributes and flags are constants.
// SPDX-License-Identifier: Apache-2.0
import { decode, encode } from "./bytes";
import { Fault } from "./faults";

const LIMIT16 = 0xffff;
const LIMIT32 = 0xffffffff;
const COMMENT_SIZE = 71;
export const END_SIZE = 22 + COMMENT_SIZE;
export const END64_SIZE = 56 + 20;
const CENTRAL_SIZE = 46;
const FLAGS = 0x0808;
const DATE = 0x0021;
const [VERSION, VERSION64, UNIX, MODE] = [20, 45, 3 << 8, 0x81a40000];
const [STORED, DEFLATED] = [0, 8];

/** One file of a container: its name, its packing, and where its header begins. */
export interface Member {
  readonly name: string;
  readonly isPacked: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Where the directory of a container stands, and how many members it names. */
export interface End {
  readonly count: number;
  readonly offset: number;
  readonly size: number;
}

type Width = 2 | 4 | 8;
const WIDTHS: Readonly<Record<string, Width>> = { H: 2, I: 4, Q: 8 };

/** Numbers in little endian: `H`, `I` and `Q` are 2, 4 and 8 bytes. */
function record(form: string, ...numbers: readonly number[]): Uint8Array {
  const widths = [...form].map((each) => WIDTHS[each] as Width);
  const data = new Uint8Array(widths.reduce<number>((sum, width) => sum + width, 0));
  const view = new DataView(data.buffer);
  let at = 0;
  for (const [place, width] of widths.entries()) {
    const number = numbers[place] as number;
    if (width === 2) view.setUint16(at, number, true);
    else if (width === 4) view.setUint32(at, number, true);
    else view.setBigUint64(at, BigInt(number), true);
    at += width;
  }
  return data;
}

function read(form: string, data: Uint8Array, from: number): readonly number[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let at = from;
  return [...form].map((each) => {
    const width = WIDTHS[each] as Width;
    if (at < 0 || at + width > data.length) throw new Fault("zip.form");
    at += width;
    if (width === 2) return view.getUint16(at - 2, true);
    if (width === 4) return view.getUint32(at - 4, true);
    return Number(view.getBigUint64(at - 8, true));
  });
}

const join = (...parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

const signature = (mark: string): number => read("I", encode(`PK${mark}`), 0)[0] as number;
const [LOCAL, CENTRAL, DESCRIPTOR, END, END64, LOCATOR] = [
  signature("\u0003\u0004"),
  signature("\u0001\u0002"),
  signature("\u0007\u0008"),
  signature("\u0005\u0006"),
  signature("\u0006\u0006"),
  signature("\u0006\u0007"),
] as const;

/** What stands before a member's data; its sizes are not known yet. */
export function localHeader({ name, isPacked }: Member): Uint8Array {
  const raw = encode(name);
  const method = isPacked ? DEFLATED : STORED;
  const head = [LOCAL, VERSION, FLAGS, method, 0, DATE, 0, 0, 0, raw.length, 0];
  return join(record("IHHHHHIIIHH", ...head), raw);
}

/** What stands after a member's data. */
export function descriptor({ crc, packed, size }: Member): Uint8Array {
  const isWide = Math.max(packed, size) >= LIMIT32;
  return record(isWide ? "IIQQ" : "IIII", DESCRIPTOR, crc, packed, size);
}

/** A member's record in the directory. */
export function centralHeader({ name, isPacked, crc, ...member }: Member): Uint8Array {
  const raw = encode(name);
  const numbers = [member.packed, member.size, member.offset];
  const isWide = Math.max(...numbers) >= LIMIT32;
  const extra = isWide
    ? record("HHQQQ", 1, 24, member.size, member.packed, member.offset)
    : new Uint8Array();
  const version = isWide ? VERSION64 : VERSION;
  const [packed, size, offset] = isWide ? [LIMIT32, LIMIT32, LIMIT32] : numbers;
  const method = isPacked ? DEFLATED : STORED;
  const head = record(
    "IHHHHHHIIIHHHHHII",
    ...[CENTRAL, UNIX | version, version, FLAGS, method, 0, DATE, crc, packed as number],
    ...[size as number, raw.length, extra.length, 0, 0, 0, MODE, offset as number],
  );
  return join(head, raw, extra);
}

/** The directory record at the start of `data`, and its length. */
export function parseCentral(data: Uint8Array): readonly [Member, number] {
  const head = read("IHHHHHHIIIHHHHHII", data, 0);
  const [method, crc, nameSize, extraSize] = [head[4], head[7], head[10], head[11]] as [
    number,
    number,
    number,
    number,
  ];
  let [packed, size, offset] = [head[8], head[9], head[16]] as [number, number, number];
  const end = CENTRAL_SIZE + nameSize;
  if (extraSize > 0)
    [size, packed, offset] = read("HHQQQ", data, end).slice(2) as [number, number, number];
  const name = decode(data.subarray(CENTRAL_SIZE, end));
  if (name === undefined || (method !== STORED && method !== DEFLATED)) throw new Fault("zip.form");
  if (![packed, size, offset].every(Number.isSafeInteger)) throw new Fault("zip.form");
  const isPacked = method === DEFLATED;
  return [{ name, isPacked, crc, packed, size, offset }, end + extraSize];
}

const needsZip64 = ({ count, offset, size }: End): boolean =>
  count >= LIMIT16 || Math.max(offset, size) >= LIMIT32;

/** The ZIP64 end records, or nothing where they are not needed. */
export function end64Records(end: End): Uint8Array {
  if (!needsZip64(end)) return new Uint8Array();
  const { count, offset, size } = end;
  return join(
    record("IQHHIIQQQQ", END64, 44, UNIX | VERSION64, VERSION64, 0, 0, count, count, size, offset),
    record("IIQI", LOCATOR, 0, offset + size, 1),
  );
}

/** The last record; its comment is the digest of every byte before it, in hex. */
export function endRecord(end: End, digest: string): Uint8Array {
  const [count, size, offset] = needsZip64(end)
    ? [LIMIT16, LIMIT32, LIMIT32]
    : [end.count, end.size, end.offset];
  return join(
    record("IHHHHIIH", END, 0, 0, count, count, size, offset, COMMENT_SIZE),
    encode(`sha256:${digest}`),
  );
}

/** Where the directory stands, from the last bytes of a container. */
export function parseEnd(tail: Uint8Array): End {
  const head = read("IHHHHIIH", tail, tail.length - END_SIZE);
  const end = { count: head[4], size: head[5], offset: head[6] } as End;
  if (end.count !== LIMIT16 || end.size !== LIMIT32 || end.offset !== LIMIT32) return end;
  const wide = read("IQHHIIQQQQ", tail, tail.length - END_SIZE - END64_SIZE);
  const found = { count: wide[7], size: wide[8], offset: wide[9] } as End;
  if (![found.count, found.size, found.offset].every(Number.isSafeInteger))
    throw new Fault("zip.form");
  return found;
}
