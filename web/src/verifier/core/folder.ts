// A bundle that was unpacked into a folder.
// SPDX-License-Identifier: Apache-2.0
import { Fault, FOLDER, located } from "./faults";
import { refuseBadName } from "./manifest";
import type { Source } from "./reading";
import type { OnRead } from "./zip";

const CHUNK = 1 << 20;
const MAX_FILES = 10_000;

export class FolderSource implements Source {
  readonly sizes: ReadonlyMap<string, number>;
  private readonly files: ReadonlyMap<string, Blob>;
  private readonly onRead: OnRead;

  /** `files` by their paths inside the folder. */
  constructor(files: ReadonlyMap<string, Blob>, onRead: OnRead) {
    this.files = files;
    this.onRead = onRead;
    if (files.size > MAX_FILES) throw new Fault("folder.many", { most: MAX_FILES }, FOLDER);
    for (const name of files.keys()) located(FOLDER, () => refuseBadName(name));
    this.sizes = new Map([...files].map(([name, { size }]) => [name, size]));
  }

  async *chunks(name: string): AsyncGenerator<Uint8Array> {
    const file = this.files.get(name);
    if (file === undefined) throw new Fault("file.missing", {}, { file: name });
    for (let start = 0; start < file.size; start += CHUNK) {
      const piece = new Uint8Array(await read(file.slice(start, start + CHUNK), name));
      yield piece;
      this.onRead(piece.length);
    }
  }
}

async function read(piece: Blob, file: string): Promise<ArrayBuffer> {
  try {
    return await piece.arrayBuffer();
  } catch {
    throw new Fault("file.changed", {}, { file });
  }
}
