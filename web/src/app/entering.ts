// What has to be there before a page is: somebody signed in, their project, the page's texts.
// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from "@tanstack/react-query";
import { notFound, redirect } from "@tanstack/react-router";
import type { ComponentType } from "react";
import { orSignedOut, sessionQuery } from "#api/session";
import type { Session } from "#api/types";
import type { Namespace } from "#i18n/namespaces";
import { later } from "#ui/Later";

/** A page's code and its texts, fetched together when it is first opened. */
export function page<Name extends string>(
  fetchPage: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
  ...texts: readonly Namespace[]
) {
  return later(async () => (await fetchPage())[name], { texts, isPage: true });
}

const belongs = (session: Session, project: string) =>
  session.projects.some((each) => each.id === project);

/** Let in who is signed in, to a project only whom it is theirs; others learn nothing of it. */
export async function enter(
  queries: QueryClient,
  wanted: string,
  params: object,
): Promise<{ readonly session: Session }> {
  const session = await orSignedOut(queries.ensureQueryData(sessionQuery));
  if (session === null) {
    throw redirect({ to: "/login", search: wanted === "/" ? {} : { back: wanted } });
  }
  const project = "projectId" in params ? String(params.projectId) : null;
  if (project === null || belongs(session, project)) return { session };
  // Somebody may have just been let in: asked anew before it is called absent.
  const fresh = await queries.fetchQuery({ ...sessionQuery, staleTime: 0 });
  if (!belongs(fresh, project)) throw notFound();
  return { session: fresh };
}
