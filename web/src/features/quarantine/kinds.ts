// The kinds that a steward can hide a place as, dressed as classes for the text editor.
// SPDX-License-Identifier: Apache-2.0
import { HUES } from "#editors/core/palette";
import type { Ontology } from "#lib/labels";

const KINDS = [
  "NAME",
  "LOCATION",
  "ORGANIZATION",
  "DATE",
  "AGE",
  "ADDRESS",
  "PHONE",
  "EMAIL",
  "ID",
  "MRN",
  "ACCOUNT",
  "USERNAME",
] as const;

const SHORTHANDS = new Set(["ID", "MRN"]);

const words = (kind: string) =>
  SHORTHANDS.has(kind) ? kind : kind.charAt(0) + kind.slice(1).toLowerCase();

export const HIDEABLE: Ontology = {
  classes: KINDS.map((kind, at) => ({
    id: kind,
    name: words(kind),
    color: HUES[at % HUES.length]?.color ?? "",
  })),
  questions: [],
};
