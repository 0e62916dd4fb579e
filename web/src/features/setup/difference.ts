// What differs between two versions of an ontology, thing by thing, matched by id.
// SPDX-License-Identifier: Apache-2.0
import type { Ontology, Question } from "#lib/labels";

type What = "class" | "relation" | "question" | "attribute" | "option";
type How = "added" | "removed" | "renamed" | "retired" | "offered" | "changed";

export interface Difference {
  readonly what: What;
  readonly how: How;
  readonly name: string;
  /** The name before, where it was another. */
  readonly was?: string;
  /** What it belongs to: the class of an attribute, the question of an option. */
  readonly of?: string;
}

interface Thing {
  readonly what: What;
  readonly name: string;
  readonly isRetired: boolean;
  /** Everything else that it says. */
  readonly rest: string;
  readonly of?: string;
}

const spelled = (value: object) =>
  JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

function* ofQuestion(key: string, question: Question, of?: string): Generator<[string, Thing]> {
  const { title, options, retired, id, ...rest } = question;
  const what = of === undefined ? "question" : "attribute";
  const owner = of === undefined ? {} : { of };
  yield [key, { what, name: title, isRetired: retired === true, rest: spelled(rest), ...owner }];
  for (const option of options ?? []) {
    const { id: optionId, name, retired: gone, ...more } = option;
    yield [
      `${key}/${optionId}`,
      { what: "option", name, isRetired: gone === true, rest: spelled(more), of: title },
    ];
  }
}

function thingsOf(ontology: Ontology): ReadonlyMap<string, Thing> {
  const things = new Map<string, Thing>();
  for (const { id, name, retired, attributes, ...rest } of ontology.classes) {
    things.set(`class/${id}`, {
      ...{ what: "class", name, isRetired: retired === true, rest: spelled(rest) },
    } as const);
    for (const each of attributes ?? []) {
      for (const [key, thing] of ofQuestion(`class/${id}/${each.id}`, each, name)) {
        things.set(key, thing);
      }
    }
  }
  for (const { id, name, retired, ...rest } of ontology.relations ?? []) {
    const relation = { name, isRetired: retired === true, rest: spelled(rest) };
    things.set(`relation/${id}`, { what: "relation", ...relation });
  }
  for (const each of ontology.questions) {
    for (const [key, thing] of ofQuestion(`question/${each.id}`, each)) things.set(key, thing);
  }
  return things;
}

function howOf(was: Thing, is: Thing): How | null {
  if (was.isRetired !== is.isRetired) return is.isRetired ? "retired" : "offered";
  if (was.name !== is.name) return "renamed";
  return was.rest === is.rest ? null : "changed";
}

export function differences(before: Ontology, after: Ontology): readonly Difference[] {
  const [was, is] = [thingsOf(before), thingsOf(after)];
  const found: Difference[] = [];
  const tell = ({ what, name, of }: Thing, how: How, old?: string) =>
    found.push({
      ...{ what, how, name },
      ...(of === undefined ? {} : { of }),
      ...(old === undefined || old === name ? {} : { was: old }),
    });
  for (const [key, thing] of is) {
    const old = was.get(key);
    if (old === undefined) tell(thing, "added");
    else {
      const how = howOf(old, thing);
      if (how !== null) tell(thing, how, old.name);
    }
  }
  for (const [key, thing] of was) if (!is.has(key)) tell(thing, "removed");
  return found;
}
