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
import { loadTexts } from "#i18n/language";
import type { Namespace } from "#i18n/namespaces";
import { isOffered } from "#lib/roles";
import { readFilter } from "#lib/taskFilter";
import { LoadingLines } from "#ui/states";
import { Guarded } from "./Guarded";
import { Lost, Stuck } from "./Lost";
import { Shell } from "./Shell";

interface Context {
  readonly queries: QueryClient;
}

/** A page's code and its texts, fetched together. */
const withTexts =
  <Page,>(fetchPage: () => Promise<Page>, ...texts: readonly Namespace[]) =>
  async (): Promise<Page> => {
    const [page] = await Promise.all([fetchPage(), loadTexts(...texts)]);
    return page;
  };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: Lost });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { back?: string } =>
    typeof search["back"] === "string" ? { back: search["back"] } : {},
  component: lazyRouteComponent(
    withTexts(() => import("#features/session/LoginPage"), "session"),
    "LoginPage",
  ),
});

const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: lazyRouteComponent(
    withTexts(() => import("#features/session/LinkPage"), "session"),
    "LinkPage",
  ),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(
    withTexts(() => import("#features/session/InvitationPage"), "session"),
    "InvitationPage",
  ),
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
  component: lazyRouteComponent(
    withTexts(() => import("#features/projects/ListPage"), "projects"),
    "ListPage",
  ),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: lazyRouteComponent(
    withTexts(() => import("#features/account/AccountPage"), "account"),
    "AccountPage",
  ),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId",
  component: lazyRouteComponent(
    withTexts(() => import("#features/projects/OverviewPage"), "projects"),
    "OverviewPage",
  ),
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
  component: lazyRouteComponent(
    withTexts(() => import("#features/work/HomePage"), "work", "editors"),
    "HomePage",
  ),
});

const label = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/label",
  component: lazyRouteComponent(
    withTexts(() => import("#features/work/WorkPage"), "work", "editors"),
    "LabelPage",
  ),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/review",
  component: lazyRouteComponent(
    withTexts(() => import("#features/work/WorkPage"), "work", "editors"),
    "ReviewPage",
  ),
});

const upload = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/upload",
  validateSearch: (search): { upload?: string } =>
    typeof search["upload"] === "string" ? { upload: search["upload"] } : {},
  component: lazyRouteComponent(
    withTexts(() => import("#features/ingest/UploadPage"), "ingest"),
    "UploadPage",
  ),
});

const jobs = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/jobs",
  component: lazyRouteComponent(
    withTexts(() => import("#features/ingest/JobsPage"), "ingest"),
    "JobsPage",
  ),
});

const quarantine = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/quarantine",
  component: lazyRouteComponent(
    withTexts(() => import("#features/quarantine/ListPage"), "quarantine", "editors"),
    "ListPage",
  ),
});

const quarantined = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/quarantine/$assetId",
  component: lazyRouteComponent(
    withTexts(() => import("#features/quarantine/TextPage"), "quarantine", "editors"),
    "TextPage",
  ),
});

const exports_ = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/exports",
  component: lazyRouteComponent(
    withTexts(() => import("#features/exports/ExportsPage"), "exports"),
    "ExportsPage",
  ),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/people",
  component: lazyRouteComponent(
    withTexts(() => import("#features/people/PeoplePage"), "people"),
    "PeoplePage",
  ),
});

const setup = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/setup",
  validateSearch: (search): { part?: string } =>
    typeof search["part"] === "string" ? { part: search["part"] } : {},
  component: lazyRouteComponent(
    withTexts(() => import("#features/setup/SetupPage"), "setup", "editors"),
    "SetupPage",
  ),
});

const tasks = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/tasks",
  validateSearch: readFilter,
  component: lazyRouteComponent(
    withTexts(() => import("#features/explorer/TasksPage"), "explorer"),
    "TasksPage",
  ),
});

const inShell = [
  ...[projects, account, project, work, upload, jobs],
  ...[tasks, quarantine, quarantined, exports_, people, setup],
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
