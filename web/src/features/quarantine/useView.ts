// A look at a quarantined text: asked for, waited for, and over at its time.
// - The next text is asked for ahead: the redactor prepares it, and nothing of it comes here before
//   somebody opens it. Then it counts as a look.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { serverNow } from "#api/http";
import { askForView, fetchView } from "#api/quarantine";
import type { QuarantineView } from "#api/types";
import { say } from "#i18n/language";

const PAUSE_MS = 400;
const PATIENCE = 150;
/** A prepared look is used if it is not older than this; the server keeps it for ten minutes. */
const FRESH_MS = 8 * 60_000;

interface Ahead {
  readonly view: string;
  readonly at: number;
}

/** Ids of looks that the redactor prepares, by project and text; never anything of a text. */
const ahead = new Map<string, Ahead>();
const keyOf = (project: string, asset: string) => `${project}/${asset}`;

/** Have the next text prepared; a failure is told when somebody opens it. */
export async function prepare(project: string, asset: string): Promise<void> {
  const key = keyOf(project, asset);
  if (ahead.has(key)) return;
  ahead.set(key, { view: "", at: Date.now() });
  try {
    const { view_id } = await askForView(project, asset, true);
    ahead.set(key, { view: view_id, at: Date.now() });
  } catch {
    ahead.delete(key);
  }
}

async function begin(project: string, asset: string): Promise<string> {
  const key = keyOf(project, asset);
  const known = ahead.get(key);
  ahead.delete(key);
  if (known !== undefined && known.view !== "" && Date.now() - known.at < FRESH_MS)
    return known.view;
  return (await askForView(project, asset, false)).view_id;
}

async function look(project: string, asset: string, signal: AbortSignal): Promise<QuarantineView> {
  const id = await begin(project, asset);
  for (let tries = 0; tries < PATIENCE && !signal.aborted; tries++) {
    const view = await fetchView(project, asset, id);
    if (view !== null) return view;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(say("quarantine")("look.slow"));
}

/** Apart from the project's other queries: what refreshes those must not look again. */
export const lookKey = (project: string, asset: string) => ["look", project, asset] as const;

export function useView(project: string, asset: string) {
  const view = useQuery({
    queryKey: lookKey(project, asset),
    queryFn: ({ signal }) => look(project, asset, signal),
    // Each look is logged: one per opening of the page, none by itself; and nothing is kept.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const [overAt, setOverAt] = useState<string | null>(null);
  const expiresAt = view.data?.expires_at;
  useEffect(() => {
    if (expiresAt === undefined) return;
    const left = Math.max(0, Date.parse(expiresAt) - serverNow());
    const timer = setTimeout(() => setOverAt(expiresAt), left);
    return () => clearTimeout(timer);
  }, [expiresAt]);
  return { view, isOver: expiresAt !== undefined && overAt === expiresAt };
}
