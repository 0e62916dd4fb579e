// What the columns of the chosen files are for.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Mapping } from "#api/types";
import { type Column, guessUses, peek, type Use } from "#lib/columns";
import { type Picked, TABULAR } from "./files";

/** Only so many files are looked into for their columns. */
const LOOKED_INTO = 20;

async function columnsOf(files: readonly Picked[]): Promise<readonly Column[]> {
  const tables = files.filter((each) => TABULAR.has(each.kind)).slice(0, LOOKED_INTO);
  const lists = await Promise.all(tables.map((each) => peek(each.kind, each.file)));
  const byName = new Map<string, Column>();
  for (const column of lists.flat()) if (!byName.has(column.name)) byName.set(column.name, column);
  return [...byName.values()];
}

const OF_TURNS: readonly Use[] = ["turn", "speaker", "role", "time"];

const turnsOf = (one: (use: Use) => string | null) => ({
  conversation: one("conversation"),
  turn: one("turn"),
  speaker: one("speaker"),
  role: one("role"),
  time: one("time"),
});

/** Whether columns about turns are mapped, and none that says which conversation a turn is of. */
export function lacksConversation(uses: ReadonlyMap<string, Use>): boolean {
  const all = new Set(uses.values());
  return !all.has("conversation") && OF_TURNS.some((use) => all.has(use));
}

/** Whether the text has a column, and everything about turns belongs to a conversation. */
export const isComplete = (uses: ReadonlyMap<string, Use>): boolean =>
  [...uses.values()].includes("content") && !lacksConversation(uses);

export function mappingOf(uses: ReadonlyMap<string, Use>): Mapping {
  const all = (use: Use) => [...uses].filter(([, it]) => it === use).map(([name]) => name);
  const one = (use: Use) => all(use)[0] ?? null;
  return {
    content: one("content"),
    external_id: one("external_id"),
    subject: one("subject"),
    labels: one("labels"),
    shown: all("shown"),
    hidden: all("hidden"),
    ...turnsOf(one),
  };
}

export function useMapping(files: readonly Picked[]) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Use>>(new Map());
  const columns = useQuery({
    queryKey: ["columns", files.map((each) => `${each.path}:${each.file.size}`)],
    queryFn: () => columnsOf(files),
    // Examples are content: forgotten with the page.
    gcTime: 0,
  });
  const uses = new Map([...guessUses(columns.data ?? []), ...chosen]);
  const names = new Set((columns.data ?? []).map((column) => column.name));
  for (const name of uses.keys()) if (!names.has(name)) uses.delete(name);
  const assign = (name: string, use: Use) => {
    const next = new Map(chosen);
    const isSingle = use !== "none" && use !== "shown" && use !== "hidden";
    if (isSingle) for (const [other, it] of uses) if (it === use) next.set(other, "none");
    next.set(name, use);
    setChosen(next);
  };
  return { columns, uses, assign };
}
