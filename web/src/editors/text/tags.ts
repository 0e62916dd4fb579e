// The small tags at the start of spans, and where they go when several begin at one place.
// SPDX-License-Identifier: Apache-2.0
import type { Span } from "#lib/labels";
import type { Paint } from "../core/palette";

/** A tag's place, in pixels from the surface's corner. */
export interface Tag {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly paint: Paint;
  readonly isPicked: boolean;
  readonly isGhost: boolean;
  readonly unsure: boolean;
}

const LETTER_PX = 6.4;
const PADDING_PX = 10;

export const tagText = ({ paint, unsure }: Pick<Tag, "paint" | "unsure">) =>
  unsure ? `${paint.name} ?` : paint.name;

interface Begin {
  readonly span: Span;
  readonly paint: Paint;
  /** The first line of the span, and the surface's corner. */
  readonly rect: Pick<DOMRect, "left" | "right" | "top">;
  readonly corner: Pick<DOMRect, "left" | "top">;
  readonly isRightToLeft: boolean;
}

/** The tag of a span: above its first letter, which in a right-to-left line is on the right. */
export function tagOf(begin: Begin, isPicked: boolean, isGhost: boolean): Tag {
  const { span, paint, rect, corner, isRightToLeft } = begin;
  const unsure = span.unsure === true;
  const width = tagText({ paint, unsure }).length * LETTER_PX + PADDING_PX;
  const left = isRightToLeft ? rect.right - width : rect.left;
  const place = { left: left - corner.left, top: rect.top - corner.top };
  return { id: span.id, ...place, width, paint, isPicked, isGhost, unsure };
}

/** Push tags that would lie on each other to the right, line by line. */
export function spread(tags: readonly Tag[]): readonly Tag[] {
  const ends = new Map<number, number>();
  const sorted = [...tags].sort((a, b) => a.top - b.top || a.left - b.left);
  return sorted.map((tag) => {
    const line = Math.round(tag.top);
    const left = Math.max(tag.left, ends.get(line) ?? Number.NEGATIVE_INFINITY);
    ends.set(line, left + tag.width);
    return { ...tag, left };
  });
}
