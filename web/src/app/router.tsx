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

/** A page's code and its texts, fetched together when it is first opened. */
function page<Module extends Record<string, unknown>, Name extends keyof Module>(
  fetchPage: () => Promise<Module>,
  name: Name,
  ...texts: readonly Namespace[]
) {
  return lazyRouteComponent(async (): Promise<Module> => {
    const [fetched] = await Promise.all([fetchPage(), loadTexts(...texts)]);
    return fetched;
  }, name);
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: Lost });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { back?: string } =>
    typeof search["back"] === "string" ? { back: search["back"] } : {},
  component: page(() => import("#features/session/LoginPage"), "LoginPage", "session"),
});

const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: page(() => import("#features/session/LinkPage"), "LinkPage", "session"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: page(() => import("#features/session/InvitationPage"), "InvitationPage", "session"),
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
  component: page(() => import("#features/projects/ListPage"), "ListPage", "projects"),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: "/account",
  component: page(() => import("#features/account/AccountPage"), "AccountPage", "account"),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId",
  component: page(() => import("#features/projects/OverviewPage"), "OverviewPage", "projects"),
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
  component: page(() => import("#features/work/HomePage"), "HomePage", "work", "editors"),
});

const label = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/label",
  component: page(() => import("#features/work/WorkPage"), "LabelPage", "work", "editors"),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/review",
  component: page(() => import("#features/work/WorkPage"), "ReviewPage", "work", "editors"),
});

const upload = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/upload",
  validateSearch: (search): { upload?: string } =>
    typeof search["upload"] === "string" ? { upload: search["upload"] } : {},
  component: page(() => import("#features/ingest/UploadPage"), "UploadPage", "ingest"),
});

const jobs = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/jobs",
  component: page(() => import("#features/ingest/JobsPage"), "JobsPage", "ingest"),
});

const quarantine = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/quarantine",
  component: page(
    () => import("#features/quarantine/ListPage"),
    "ListPage",
    "quarantine",
    "editors",
  ),
});

const quarantined = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/quarantine/$assetId",
  component: page(
    () => import("#features/quarantine/TextPage"),
    "TextPage",
    "quarantine",
    "editors",
  ),
});

const exports_ = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/exports",
  component: page(() => import("#features/exports/ExportsPage"), "ExportsPage", "exports"),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/people",
  component: page(() => import("#features/people/PeoplePage"), "PeoplePage", "people"),
});

const setup = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/setup",
  validateSearch: (search): { part?: string } =>
    typeof search["part"] === "string" ? { part: search["part"] } : {},
  component: page(() => import("#features/setup/SetupPage"), "SetupPage", "setup", "editors"),
});

const tasks = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/tasks",
  validateSearch: readFilter,
  component: page(() => import("#features/explorer/TasksPage"), "TasksPage", "explorer"),
});

const activity = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/activity",
  component: page(() => import("#features/activity/ActivityPage"), "ActivityPage", "activity"),
});

const inShell = [
  ...[projects, account, project, work, upload, jobs],
  ...[tasks, activity, quarantine, quarantined, exports_, people, setup],
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
