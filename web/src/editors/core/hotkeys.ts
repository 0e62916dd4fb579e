// Which key means which class or option.
// - A key named in the ontology wins; classes without one get the free digits in order, then the
//   options of questions that are asked of each turn: those are answered again and again.
// - Keys of the page itself (`RESERVED`) are never handed out.
// SPDX-License-Identifier: Apache-2.0
import type { Ontology, Question, RelationClass, SpanClass } from "#lib/labels";

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

interface Claim {
  readonly key: string | null;
  readonly name: string;
  readonly target: KeyTarget;
}

const ofClass = ({ id, hotkey }: SpanClass): Claim => ({
  ...{ key: usable(hotkey), name: id, target: { kind: "class", classId: id } },
});

const ofRelation = ({ id, hotkey }: RelationClass): Claim => ({
  ...{ key: usable(hotkey), name: id, target: { kind: "relation", relationId: id } },
});

function optionsOf({ id, options }: Question): readonly Claim[] {
  const offered = (options ?? []).filter(({ retired }) => !retired);
  return offered.map((option) => ({
    key: usable(option.hotkey),
    name: optionKey(id, option.id),
    target: { kind: "option", questionId: id, optionId: option.id },
  }));
}

const inUse = <T extends { readonly retired?: boolean }>(all: readonly T[] | undefined) =>
  (all ?? []).filter(({ retired }) => !retired);

/** Read the keys of an ontology; the first claim to a key stands. */
export function keymapOf(ontology: Ontology): Keymap {
  const byKey = new Map<string, KeyTarget>();
  const keyOf = new Map<string, string>();
  const claim = ({ key, name, target }: Claim) => {
    if (key === null || byKey.has(key)) return;
    byKey.set(key, target);
    keyOf.set(name, key);
  };
  const classes = inUse(ontology.classes).map(ofClass);
  const questions = inUse(ontology.questions);
  const relations = inUse(ontology.relations).map(ofRelation);
  for (const each of [...classes, ...relations, ...questions.flatMap(optionsOf)]) claim(each);
  const free = [..."123456789"].filter((digit) => !byKey.has(digit));
  const ofTurns = questions.filter(({ per_turn }) => per_turn).flatMap(optionsOf);
  for (const each of [...classes, ...ofTurns]) {
    if (!keyOf.has(each.name)) claim({ ...each, key: free.shift() ?? null });
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
