// The map of pages; each page's code is fetched when it is first opened.
// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { orSignedOut, sessionQuery } from "#api/session";
import { isOffered } from "#lib/roles";
import { LoadingLines } from "#ui/states";
import { Guarded } from "./Guarded";
import { Lost, Stuck } from "./Lost";
import { Shell } from "./Shell";

interface Context {
  readonly queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: Lost });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { back?: string } =>
    typeof search["back"] === "string" ? { back: search["back"] } : {},
  component: lazyRouteComponent(() => import("#features/session/LoginPage"), "LoginPage"),
});

const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: lazyRouteComponent(() => import("#features/session/LinkPage"), "LinkPage"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("#features/session/InvitationPage"), "InvitationPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "_in",
  component: Guarded,
  beforeLoad: async ({ context, location }) => {
    const session = await orSignedOut(context.queries.ensureQueryData(sessionQuery));
    if (session === null) {
      const back = location.href === "/" ? {} : { back: location.href };
      throw redirect({ to: "/login", search: back });
    }
    return { session };
  },
});

const shell = createRoute({ getParentRoute: () => signedIn, id: "_shell", component: Shell });

const projects = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("#features/projects/ListPage"), "ListPage"),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(() => import("#features/account/AccountPage"), "AccountPage"),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId",
  component: lazyRouteComponent(() => import("#features/projects/OverviewPage"), "OverviewPage"),
  beforeLoad: ({ context, params }) => {
    const mine = context.session.projects.find((each) => each.id === params.projectId);
    if (mine !== undefined && !isOffered("overview", mine.roles) && isOffered("work", mine.roles)) {
      throw redirect({ to: "/projects/$projectId/work", params });
    }
  },
});

const work = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/work",
  component: lazyRouteComponent(() => import("#features/work/HomePage"), "HomePage"),
});

const label = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/label",
  component: lazyRouteComponent(() => import("#features/work/WorkPage"), "LabelPage"),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/review",
  component: lazyRouteComponent(() => import("#features/work/WorkPage"), "ReviewPage"),
});

const upload = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/upload",
  validateSearch: (search): { upload?: string } =>
    typeof search["upload"] === "string" ? { upload: search["upload"] } : {},
  component: lazyRouteComponent(() => import("#features/ingest/UploadPage"), "UploadPage"),
});

const jobs = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/jobs",
  component: lazyRouteComponent(() => import("#features/ingest/JobsPage"), "JobsPage"),
});

const quarantine = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/quarantine",
  component: lazyRouteComponent(() => import("#features/quarantine/ListPage"), "ListPage"),
});

const quarantined = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/quarantine/$assetId",
  component: lazyRouteComponent(() => import("#features/quarantine/TextPage"), "TextPage"),
});

const exports_ = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/exports",
  component: lazyRouteComponent(() => import("#features/exports/ExportsPage"), "ExportsPage"),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/people",
  component: lazyRouteComponent(() => import("#features/people/PeoplePage"), "PeoplePage"),
});

const setup = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/setup",
  validateSearch: (search): { part?: string } =>
    typeof search["part"] === "string" ? { part: search["part"] } : {},
  component: lazyRouteComponent(() => import("#features/setup/SetupPage"), "SetupPage"),
});

const inShell = [
  ...[projects, account, project, work, upload, jobs],
  ...[quarantine, quarantined, exports_, people, setup],
] as const;

const tree = root.addChildren([
  login,
  link,
  invitation,
  signedIn.addChildren([shell.addChildren(inShell), label, review]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPendingComponent: LoadingLines,
    defaultPendingMs: 300,
    defaultErrorComponent: Stuck,
    defaultNotFoundComponent: Lost,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
