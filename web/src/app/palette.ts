// What the command palette offers, and how it is found: by parts of words, the last used first.
// - What was used is remembered in this tab only.
// SPDX-License-Identifier: Apache-2.0
import fuzzysort from "fuzzysort";

export interface Command {
  readonly id: string;
  /** What it is about: a page, a project, an action. */
  readonly group: string;
  readonly name: string;
  readonly key?: string;
  readonly run: () => void;
}

const MOST_RECENT = 5;
let recent: readonly string[] = [];

export function remember(id: string): void {
  recent = [id, ...recent.filter((each) => each !== id)].slice(0, MOST_RECENT);
}

/** The commands that a few letters mean, best first; without letters all, the last used first. */
export function find(commands: readonly Command[], letters: string): readonly Command[] {
  const place = ({ id }: Command) => {
    const at = recent.indexOf(id);
    return at < 0 ? MOST_RECENT : at;
  };
  if (letters.trim() === "") return [...commands].sort((one, other) => place(one) - place(other));
  return fuzzysort.go(letters, commands, { key: "name", threshold: 0 }).map(({ obj }) => obj);
}
