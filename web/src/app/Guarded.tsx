// Everything that needs someone signed in stands behind this.
// SPDX-License-Identifier: Apache-2.0
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useEffect } from "react";
import { followPreferences } from "#api/own";
import { sessionQuery } from "#api/session";
import { Commands } from "./Commands";
import { ReadinessBanner } from "./ReadinessBanner";
import { SignedOutCover } from "./SignedOutCover";

export function Guarded() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  useEffect(() => {
    // Whoever is signed in: another person's keys and language are their own.
    if (session.user.id !== "") void followPreferences();
  }, [session.user.id]);
  return (
    <SignedOutCover userId={session.user.id}>
      <ReadinessBanner />
      <Outlet />
      <Commands />
    </SignedOutCover>
  );
}
