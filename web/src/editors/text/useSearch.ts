// Searching in the open text: what is looked for, where it stands, and marking all of it at once.
// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from "react";
import type { CodePoints } from "#lib/codepoints";
import type { Chip } from "#lib/labels";
import { hitFrom, hitsOf, type Wanted } from "./search";
import type { Extent } from "./snapping";

export interface Search extends Wanted {
  readonly isOpen: boolean;
  readonly hits: readonly Extent[];
  /** The position of the hit that one is at, or -1. */
  readonly at: number;
  /** The words were taken from a text that must not stand in the page: nor may they. */
  readonly isSecret: boolean;
  /** The class that all hits may get, where one was named when the search was opened. */
  readonly classId: string | null;
  open(wanted?: Partial<Wanted>, classId?: string): void;
  close(): void;
  look(wanted: Partial<Wanted>): void;
  /** Go to the next hit or the one before; returns it. */
  go(by: 1 | -1, from?: number): Extent | null;
}

const NOTHING: Wanted = { words: "", matchCase: false, wholeWord: false };

export function useSearch(index: CodePoints, chips: readonly Chip[], isDrawn: boolean): Search {
  const [isSecret, setSecret] = useState(false);
  const [wanted, setWanted] = useState(NOTHING);
  const [isOpen, setIsOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [classId, setClassId] = useState<string | null>(null);
  const hits = useMemo(
    () => (isOpen ? hitsOf(index, chips, wanted) : []),
    [index, chips, wanted, isOpen],
  );
  const look = (part: Partial<Wanted>) => {
    setWanted((now) => ({ ...now, ...part }));
    if (part.words !== undefined) setSecret(false);
    setAt(-1);
  };
  return {
    ...wanted,
    ...{ isOpen, hits, at, isSecret, classId, look },
    open(part = {}, forClass) {
      look(part);
      if (part.words !== undefined) setSecret(isDrawn);
      setClassId(forClass ?? null);
      setIsOpen(true);
    },
    close: () => setIsOpen(false),
    go(by, from) {
      const next =
        at >= 0 && from === undefined
          ? (at + by + hits.length) % hits.length
          : hitFrom(hits, from ?? 0, by);
      setAt(next);
      return hits[next] ?? null;
    },
  };
}
