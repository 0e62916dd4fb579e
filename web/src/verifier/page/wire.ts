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

/** How many bytes are read in all: a container once for its digest, and once for its files. */
export const toRead = ({ files, isFolder }: Order): number =>
  files.reduce((sum, [, { size }]) => sum + size, 0) * (isFolder ? 1 : 2);
