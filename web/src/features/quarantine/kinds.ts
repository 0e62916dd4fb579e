// The kinds that a steward can hide a place as, dressed as classes for the text editor.
// SPDX-License-Identifier: Apache-2.0
import { HUES } from "#editors/core/palette";
import type { Ontology } from "#lib/labels";
import { kindName } from "./reasons";

export const KINDS = [
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

/** The kinds in the language that is spoken now. */
export const hideable = (): Ontology => ({
  classes: KINDS.map((kind, at) => ({
    id: kind,
    name: kindName(kind),
    color: HUES[at % HUES.length]?.color ?? "",
  })),
  questions: [],
  // What is to be hidden is never cut down to one turn: the redactor hides each part of it.
  across_turns: true,
});
