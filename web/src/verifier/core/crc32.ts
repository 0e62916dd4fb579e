// CRC-32 as ZIP uses it (ISO 3309), eight bytes at a time.
// SPDX-License-Identifier: Apache-2.0
const POLYNOMIAL = 0xedb88320;
const WIDTH = 8;
const TABLES = makeTables();

/** Go on with a CRC over `data`; the first one is 0. */
export function crc32(data: Uint8Array, before: number): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const whole = data.length - (data.length % WIDTH);
  let crc = ~before;
  let at = 0;
  for (; at < whole; at += WIDTH) {
    const low = view.getUint32(at, true) ^ crc;
    const high = view.getUint32(at + 4, true);
    crc =
      look(7, low) ^
      look(6, low >>> 8) ^
      look(5, low >>> 16) ^
      look(4, low >>> 24) ^
      look(3, high) ^
      look(2, high >>> 8) ^
      look(1, high >>> 16) ^
      look(0, high >>> 24);
  }
  for (; at < data.length; at++) crc = (crc >>> 8) ^ look(0, crc ^ view.getUint8(at));
  return ~crc >>> 0;
}

const look = (table: number, byte: number): number => TABLES[(table << 8) | (byte & 255)] as number;

/** Table n tells what a byte does that is followed by n zero bytes. */
function makeTables(): Uint32Array {
  const tables = new Uint32Array(WIDTH << 8);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    tables[byte] = crc;
  }
  for (let at = 256; at < tables.length; at++) {
    const before = tables[at - 256] as number;
    tables[at] = (before >>> 8) ^ (tables[before & 255] as number);
  }
  return tables;
}
