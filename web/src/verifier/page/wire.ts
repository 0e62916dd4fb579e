// What page and worker say to each other.
// SPDX-License-Identifier: Apache-2.0
import type { Trusted } from "../core/keys";
import type { Report } from "../core/report";

/** One container, or the files of a folder by their paths in it. */
export interface Order {
  readonly files: readonly (readonly [string, Blob])[];
  readonly isFolder: boolean;
  readonly trusted: Trusted;
}

export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly read: number }
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "broken"; readonly message: string };

/** A container is read once for its digest, which takes this share of the time, then for its files. */
const FOR_DIGEST = 0.05;

/** The share of the work that is done when so many bytes were read. */
export function shareOf({ files, isFolder }: Order, read: number): number {
  const size = Math.max(
    1,
    files.reduce((sum, [, file]) => sum + file.size, 0),
  );
  if (isFolder) return Math.min(1, read / size);
  if (read < size) return (FOR_DIGEST * read) / size;
  return Math.min(1, FOR_DIGEST + ((1 - FOR_DIGEST) * (read - size)) / size);
}
