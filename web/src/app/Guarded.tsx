// Everything that needs someone signed in stands behind this.
// SPDX-License-Identifier: Apache-2.0
import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { sessionQuery } from "#api/session";
import { ReadinessBanner } from "./ReadinessBanner";
import { SignedOutCover } from "./SignedOutCover";

export function Guarded() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <SignedOutCover userId={session.user.id}>
      <ReadinessBanner />
      <Outlet />
    </SignedOutCover>
  );
}
