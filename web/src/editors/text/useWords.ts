// The words of a text: how they are laid out, and what may be quoted of them.
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "react";
import { useText } from "#i18n/Text";
import { indexText } from "#lib/codepoints";
import type { Chip, Span, Turn } from "#lib/labels";
import type { Paint } from "../core/palette";
import { layoutOf } from "./layout";
import { asRead, tidyChips } from "./paragraphs";
import type { Extent } from "./snapping";

interface Given {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly turns?: readonly Turn[];
}

const NO_TURNS: readonly Turn[] = [];

type Words = ReturnType<typeof useWords>;

export function useWords({ text, chips: given, turns = NO_TURNS }: Given) {
  return useMemo(() => {
    const index = indexText(text);
    const chips = tidyChips(given);
    const read = (extent: Extent) => asRead(index, chips, extent);
    return { index, chips, turns, read, layout: layoutOf(index, chips, turns) };
  }, [text, given, turns]);
}

/** What to call spans and places in the page: their words, or where the text is drawn none. */
export function useQuotes(words: Words, paints: ReadonlyMap<string, Paint>, isDrawn: boolean) {
  const t = useText("editors");
  return useMemo(() => {
    if (!isDrawn) return { quote: words.read, quoteAt: words.read };
    return {
      quote: ({ class_id, start }: Span) =>
        t("drawn.mark", { name: paints.get(class_id)?.name ?? "?", place: start + 1 }),
      quoteAt: ({ start, end }: Extent) => t("drawn.place", { from: start + 1, to: end }),
    };
  }, [t, words, paints, isDrawn]);
}
