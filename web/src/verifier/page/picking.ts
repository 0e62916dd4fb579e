// Files that were dropped or chosen: one container, or a folder with a bundle in it.
// SPDX-License-Identifier: Apache-2.0
import { MANIFEST } from "../core/manifest";

export interface Picked {
  readonly name: string;
  readonly files: readonly (readonly [string, File])[];
  readonly isFolder: boolean;
}

function pickedFile(file: File): Picked {
  return { name: file.name, files: [[file.name, file]], isFolder: false };
}

/** A chosen folder; the bundle begins where `manifest.json` is, else at the top. */
function pickedFolder(entries: readonly (readonly [string, File])[]): Picked {
  const top = entries
    .map(([path]) => path)
    .filter((path) => path === MANIFEST || path.endsWith(`/${MANIFEST}`))
    .sort((one, other) => one.length - other.length)[0];
  const [first = ""] = entries.map(([path]) => `${path.split("/")[0]}/`);
  const prefix = top === undefined ? first : top.slice(0, -MANIFEST.length);
  const files = entries.map(([path, file]) => [stripped(path, prefix), file] as const);
  return { name: prefix.replace(/\/$/, "") || first, files, isFolder: true };
}

const stripped = (path: string, prefix: string): string =>
  path.startsWith(prefix) ? path.slice(prefix.length) : path;

export function pickedFrom(input: HTMLInputElement): Picked | null {
  const files = [...(input.files ?? [])];
  const [first] = files;
  if (first === undefined) return null;
  if (!input.webkitdirectory) return pickedFile(first);
  return pickedFolder(files.map((file) => [file.webkitRelativePath, file] as const));
}

/** What was dropped; a folder is read through, in as many steps as its entries come in. */
export async function pickedFromDrop(data: DataTransfer): Promise<Picked | null> {
  const entry = data.items[0]?.webkitGetAsEntry() ?? null;
  const [file] = data.files;
  if (entry?.isDirectory) {
    const files = await filesIn(entry as FileSystemDirectoryEntry);
    return pickedFolder(files.map(([path, each]) => [path.replace(/^\//, ""), each] as const));
  }
  return file === undefined ? null : pickedFile(file);
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<(readonly [string, File])[]> {
  const reader = folder.createReader();
  const found: (readonly [string, File])[] = [];
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (entries.length === 0) return found;
    for (const entry of entries) {
      if (entry.isDirectory) found.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
      else found.push([entry.fullPath, await fileOf(entry as FileSystemFileEntry)]);
    }
  }
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));
