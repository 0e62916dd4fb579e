// Kinds and pseudonyms as people read them.
// SPDX-License-Identifier: Apache-2.0

/** A kind in words; what the reporter could not tell by `other`. */
export const kindWords = (kind: string, other: string): string =>
  kind === "OTHER" ? other : kind.toLowerCase().replace(/_/g, " ");

/** Enough of a pseudonym to tell people apart. */
export const shortId = (pseudonym: string): string => pseudonym.slice(0, 8);
