// Which key means which class or option.
// - A key named in the ontology wins; classes without one get the free digits in order.
// - Keys of the page itself (`RESERVED`) are never handed out.
// SPDX-License-Identifier: Apache-2.0
import type { Ontology, SpanClass } from "#lib/labels";

/** Single keys that the labeling and review pages use themselves. */
export const RESERVED: ReadonlySet<string> = new Set([..."aceghqrsu?"]);

type KeyTarget =
  | { readonly kind: "class"; readonly classId: string }
  | { readonly kind: "relation"; readonly relationId: string }
  | { readonly kind: "option"; readonly questionId: string; readonly optionId: string };

export interface Keymap {
  readonly byKey: ReadonlyMap<string, KeyTarget>;
  readonly keyOf: ReadonlyMap<string, string>;
}

/** The name under which a class's or an option's key is found in `keyOf`. */
export const optionKey = (questionId: string, optionId: string) => `${questionId}/${optionId}`;

const usable = (key: string | null | undefined): string | null => {
  const wanted = (key ?? "").toLowerCase();
  return [...wanted].length === 1 && !RESERVED.has(wanted) ? wanted : null;
};

/** Read the keys of an ontology; the first claim to a key stands. */
export function keymapOf(ontology: Ontology): Keymap {
  const byKey = new Map<string, KeyTarget>();
  const keyOf = new Map<string, string>();
  const claim = (key: string | null, name: string, target: KeyTarget) => {
    if (key === null || byKey.has(key)) return;
    byKey.set(key, target);
    keyOf.set(name, key);
  };
  const classes = ontology.classes.filter((each) => !each.retired);
  for (const each of classes) {
    claim(usable(each.hotkey), each.id, { kind: "class", classId: each.id });
  }
  for (const each of ontology.relations ?? []) {
    if (each.retired) continue;
    claim(usable(each.hotkey), each.id, { kind: "relation", relationId: each.id });
  }
  for (const question of ontology.questions) {
    if (question.retired) continue;
    for (const option of question.options ?? []) {
      const target = { kind: "option", questionId: question.id, optionId: option.id } as const;
      claim(usable(option.hotkey), optionKey(question.id, option.id), target);
    }
  }
  const free = [..."123456789"].filter((digit) => !byKey.has(digit));
  for (const each of classes) {
    if (keyOf.has(each.id)) continue;
    claim(free.shift() ?? null, each.id, { kind: "class", classId: each.id });
  }
  return { byKey, keyOf };
}

/** The keys of a class's attributes, which act while one of its spans is picked. */
export function attributeKeysOf(
  kind: SpanClass | undefined,
): ReadonlyMap<string, { readonly attributeId: string; readonly optionId: string }> {
  const keys = new Map<string, { attributeId: string; optionId: string }>();
  for (const attribute of kind?.attributes ?? []) {
    if (attribute.retired) continue;
    for (const option of attribute.options ?? []) {
      const key = usable(option.hotkey);
      if (key === null || keys.has(key)) continue;
      keys.set(key, { attributeId: attribute.id, optionId: option.id });
    }
  }
  return keys;
}
