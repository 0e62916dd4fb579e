// Events in plain words. What a kind has no sentence for is named by its kind, never left out.
// SPDX-License-Identifier: Apache-2.0

import { isText } from "#i18n/language";
import type { Key } from "#i18n/namespaces";

/** The text that tells an event of this kind. */
export function sentenceOf(kind: string): Key<"activity"> {
  const key = `did.${kind}`;
  return isText("activity", key) ? key : "did.other";
}

/** Events of one day stand together, newest day first as they come. */
export function byDay<T extends { readonly at: string }>(
  items: readonly T[],
  dayOf: (iso: string) => string,
): ReadonlyMap<string, readonly T[]> {
  const days = new Map<string, T[]>();
  for (const item of items) {
    const name = dayOf(item.at);
    days.set(name, [...(days.get(name) ?? []), item]);
  }
  return days;
}
