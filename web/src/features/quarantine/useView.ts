// A look at a quarantined text: asked for, waited for, and over at its time.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { serverNow } from "#api/http";
import { askForView, fetchView } from "#api/release";
import type { QuarantineView } from "#api/types";

const PAUSE_MS = 700;
const PATIENCE = 90;

async function look(project: string, asset: string, signal: AbortSignal): Promise<QuarantineView> {
  const { view_id } = await askForView(project, asset);
  for (let tries = 0; tries < PATIENCE && !signal.aborted; tries++) {
    const view = await fetchView(project, asset, view_id);
    if (view !== null) return view;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error("The redactor did not prepare this text in time. Try again in a moment.");
}

export function useView(project: string, asset: string) {
  const view = useQuery({
    queryKey: ["project", project, "quarantine", asset, "view"],
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
