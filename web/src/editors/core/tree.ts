// A tree of options as rows: what is open, what a search finds, how one reads an option's place.
// SPDX-License-Identifier: Apache-2.0
import type { Option } from "#lib/labels";

export interface TreeRow {
  readonly option: Option;
  readonly level: number;
  readonly hasBelow: boolean;
  readonly isOpen: boolean;
}

/** A tree prepared once: the options below each, and the way down to each. */
export interface Tree {
  readonly options: readonly Option[];
  readonly byId: ReadonlyMap<string, Option>;
  readonly below: ReadonlyMap<string, readonly Option[]>;
}

export function treeOf(options: readonly Option[]): Tree {
  const below = new Map<string, Option[]>();
  for (const option of options) {
    const parent = option.parent ?? "";
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [option]);
    else siblings.push(option);
  }
  return { options, byId: new Map(options.map((each) => [each.id, each])), below };
}

/** The names from the top down to an option. */
export function pathTo(tree: Tree, id: string): readonly string[] {
  const names: string[] = [];
  let at = tree.byId.get(id);
  while (at !== undefined && names.length <= tree.options.length) {
    names.unshift(at.name);
    at = tree.byId.get(at.parent ?? "");
  }
  return names;
}

/** The rows to show where nothing is searched: children of open options only. */
export function openRows(tree: Tree, open: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (parent: string, level: number) => {
    for (const option of tree.below.get(parent) ?? []) {
      const hasBelow = tree.below.has(option.id);
      const isOpen = hasBelow && open.has(option.id);
      rows.push({ option, level, hasBelow, isOpen });
      if (isOpen) add(option.id, level + 1);
    }
  };
  add("", 1);
  return rows;
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export interface Found {
  readonly rows: readonly TreeRow[];
  /** How many more there are than are shown. */
  readonly more: number;
}

/** Options that have all of the words somewhere on their way down, best first as they stand. */
export function searched(tree: Tree, wanted: string, most: number): Found {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  const hits = tree.options.filter((option) => {
    const way = plain(pathTo(tree, option.id).join(" "));
    const own = plain(option.name);
    return words.every((word) => way.includes(word)) && words.some((word) => own.includes(word));
  });
  const rows = hits
    .slice(0, most)
    .map((option) => ({ option, level: 1, hasBelow: tree.below.has(option.id), isOpen: false }));
  return { rows, more: Math.max(0, hits.length - most) };
}
