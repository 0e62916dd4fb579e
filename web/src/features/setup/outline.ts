// A tree of options as an outline: one name a line, two spaces deeper for what stands below.
// - Ids stay with the names they belong to, so that labels made before keep their meaning; a name
//   that was changed in place keeps its id too.
// SPDX-License-Identifier: Apache-2.0
import type { Option } from "#lib/labels";
import { idFor } from "./ontology";

interface Line {
  readonly name: string;
  readonly depth: number;
}

export function outlineOf(options: readonly Option[]): string {
  const depths = new Map<string, number>();
  return options
    .filter((option) => option.retired !== true)
    .map((option) => {
      const depth = option.parent ? (depths.get(option.parent) ?? -1) + 1 : 0;
      depths.set(option.id, depth);
      return `${"  ".repeat(depth)}${option.name}`;
    })
    .join("\n");
}

/** Lines with their depth; one that is indented too far stands right below the line before. */
function linesOf(text: string): readonly Line[] {
  let before = -1;
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const indent = /^\s*/.exec(line.replace(/\t/g, "  "))?.[0].length ?? 0;
      const depth = Math.min(Math.floor(indent / 2), before + 1);
      before = depth;
      return { name: line.trim(), depth };
    });
}

const pathsOf = (lines: readonly Line[]): readonly string[] => {
  const way: string[] = [];
  return lines.map(({ name, depth }) => {
    way.length = depth;
    way.push(name);
    return way.join("\n");
  });
};

/** Read an outline; options keep their ids by their place in the tree, else by their line. */
export function readOutline(text: string, before: readonly Option[]): readonly Option[] {
  const old = before.filter((option) => option.retired !== true);
  const oldPaths = pathsOf(linesOf(outlineOf(old)));
  const byPath = new Map(oldPaths.map((path, at) => [path, old[at]]));
  const lines = linesOf(text);
  const paths = pathsOf(lines);
  const kept = new Set(paths.filter((path) => byPath.has(path)));
  const isSameLength = lines.length === old.length;
  const taken = new Set(before.map(({ id }) => id));
  const above: string[] = [];
  const options = lines.map(({ name, depth }, at): Option => {
    const there = byPath.get(paths[at] ?? "");
    const inPlace = isSameLength && !kept.has(oldPaths[at] ?? "") ? old[at] : undefined;
    const was = there ?? inPlace;
    const id = was?.id ?? idFor(name, taken);
    taken.add(id);
    above.length = depth;
    const parent = above.at(-1);
    above.push(id);
    return { id, name, hotkey: was?.hotkey ?? "", ...(parent === undefined ? {} : { parent }) };
  });
  return [...options, ...before.filter((option) => option.retired === true && !option.parent)];
}
