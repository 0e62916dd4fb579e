// Files that someone picked or dropped: which are texts we take, in an order that can be repeated.
// SPDX-License-Identifier: Apache-2.0
import type { FileKind } from "#api/types";

export interface Picked {
  readonly file: File;
  readonly kind: FileKind;
  /** The path inside the picked folder, else the file's name. */
  readonly path: string;
}

export interface Sorted {
  readonly taken: readonly Picked[];
  /** Paths of files that are of no kind we take. */
  readonly refused: readonly string[];
  /** Paths of files with nothing in them. */
  readonly empty: readonly string[];
}

const KINDS: ReadonlySet<string> = new Set(["txt", "md", "jsonl", "csv", "tsv", "json"]);

export const ACCEPT = [...KINDS].map((kind) => `.${kind}`).join(",");

/** Kinds whose columns are mapped. */
export const TABULAR: ReadonlySet<FileKind> = new Set(["jsonl", "csv", "tsv", "json"]);

/** Sort by path, so that the same files always get the same numbers. */
export function sortOut(files: readonly { readonly file: File; readonly path: string }[]): Sorted {
  const taken: Picked[] = [];
  const refused: string[] = [];
  const empty: string[] = [];
  for (const { file, path } of files) {
    const kind = path.split(".").pop()?.toLowerCase() ?? "";
    const isHidden = path.split("/").some((part) => part.startsWith("."));
    if (isHidden) continue;
    if (!KINDS.has(kind)) refused.push(path);
    else if (file.size === 0) empty.push(path);
    else taken.push({ file, path, kind: kind as FileKind });
  }
  taken.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { taken, refused, empty };
}

export const pathOf = (file: File) => file.webkitRelativePath || file.name;

type WithPath = { readonly file: File; readonly path: string };

const entriesIn = (folder: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => folder.readEntries(resolve, reject));

const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File>((resolve, reject) => entry.file(resolve, reject));

async function walk(entry: FileSystemEntry): Promise<WithPath[]> {
  if (entry.isFile) {
    return [{ file: await fileOf(entry as FileSystemFileEntry), path: entry.fullPath.slice(1) }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: WithPath[] = [];
  // A reader gives its entries in portions, an empty one at the end.
  for (let some = await entriesIn(reader); some.length > 0; some = await entriesIn(reader)) {
    for (const each of some) found.push(...(await walk(each)));
  }
  return found;
}

/** Every file that was dropped, folders opened. */
export async function dropped(transfer: DataTransfer): Promise<readonly WithPath[]> {
  // Entries must be taken before the first wait: the list is emptied after the event.
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const lists = await Promise.all(entries.map(walk));
  return lists.flat();
}
