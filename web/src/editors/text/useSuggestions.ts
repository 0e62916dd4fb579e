// Spans that somebody or something proposes: ghosts in the text until they are taken or declined.
// - What is taken becomes a span like any other, and undo makes it a suggestion again.
// - What is declined can be brought back as long as the text is open.
// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from "react";
import type { Span } from "#lib/labels";
import type { Editing } from "../core/editing";

export interface Suggestions {
  /** In reading order. */
  readonly open: readonly Span[];
  readonly declined: number;
  accept(id: string): void;
  acceptAll(classId: string): void;
  decline(id: string): void;
  bringBack(): void;
}

const placeKey = (span: Span) => `${span.start} ${span.end} ${span.class_id}`;
const NONE: ReadonlySet<string> = new Set();

/** The one to decide next: the first behind `span`, else the first of all. */
function after(open: readonly Span[], span: Span): string | null {
  const others = open.filter((each) => each.id !== span.id);
  return (others.find((each) => each.start >= span.start) ?? others[0])?.id ?? null;
}

export function useSuggestions(
  given: readonly Span[],
  spans: readonly Span[],
  editing: Editing,
): Suggestions {
  const [declined, setDeclined] = useState(NONE);
  const open = useMemo(() => {
    if (given.length === 0) return given;
    const made = new Set(spans.map(placeKey));
    return given
      .filter((span) => !declined.has(span.id) && !made.has(placeKey(span)))
      .sort((a, b) => a.start - b.start || b.end - a.end);
  }, [given, spans, declined]);
  const find = (id: string) => open.find((span) => span.id === id);
  return {
    open,
    declined: declined.size,
    accept(id) {
      const span = find(id);
      if (span === undefined) return;
      editing.addSpan(span.start, span.end, span.class_id);
      editing.select(after(open, span));
    },
    acceptAll(classId) {
      const those = open.filter((span) => span.class_id === classId);
      editing.addSpans(those, classId);
      editing.select(open.find((span) => span.class_id !== classId)?.id ?? null);
    },
    decline(id) {
      const span = find(id);
      if (span === undefined) return;
      setDeclined(new Set([...declined, id]));
      editing.select(after(open, span));
    },
    bringBack: () => setDeclined(NONE),
  };
}
