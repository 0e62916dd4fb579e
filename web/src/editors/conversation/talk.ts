// What the parts of a conversation are given.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentType, RefObject } from "react";
import type { Editing } from "#editors/core/editing";
import type { Keymap } from "#editors/core/hotkeys";
import type { Compared } from "#editors/core/Questions";
import type { Finding, Labels, Ontology, Turn } from "#lib/labels";

interface Extent {
  readonly start: number;
  readonly end: number;
}

export interface Talk {
  readonly turns: readonly Turn[];
  /** The number of the turn one is at, from 1. */
  readonly turn: number;
  readonly ontology: Ontology;
  readonly labels: Labels;
  readonly keymap: Keymap;
  readonly editing: Editing;
  readonly findings: readonly Finding[];
  /** Keys of answers that stopped the last attempt to hand in. */
  readonly missing: ReadonlySet<string>;
  /** Keys of answers that differ from those under review. */
  readonly changed: ReadonlySet<string>;
  /** The labels under review, with which answers are compared. */
  readonly before?: Labels | null | undefined;
  readonly compare?: ComponentType<Compared> | undefined;
  /** The element that the text is in. */
  readonly surface: RefObject<HTMLElement | null>;
  /** The surface draws its lines itself: they are no elements of the page. */
  readonly isDrawn: boolean;
  /** Words as they are read; without it no words are shown outside of the surface. */
  readonly quote: ((extent: Extent) => string) | null;
  /** The text between two offsets, to tell speakers apart. */
  readonly slice: (start: number, end: number) => string;
  readonly onGo: (turn: number) => void;
}
