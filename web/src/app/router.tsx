// The map of pages; each page's code is fetched when it is first opened.
// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { readHeldFilter } from "#lib/heldFilter";
import { RANGES } from "#lib/ranges";
import { isOffered } from "#lib/roles";
import { readFilter } from "#lib/taskFilter";
import { LoadingLines } from "#ui/states";
import { enter, page } from "./entering";
import { Guarded } from "./Guarded";
import { Lost, Stuck } from "./Lost";

const WORK = ["work", "editors"] as const;
const SETUP = ["setup", "editors", "protection"] as const;

interface Context {
  readonly queries: QueryClient;
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
  beforeLoad: ({ context, location, params }) => enter(context.queries, location.href, params),
});

const shell = createRoute({
  getParentRoute: () => signedIn,
  id: "_shell",
  // The labeling pages have no frame: they do not wait for it.
  // i18n-exempt: a component by its name
  component: page(() => import("./Shell"), "Shell"),
});

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
  component: page(() => import("#features/work/HomePage"), "HomePage", "home", "editors"),
});

const issues = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/issues",
  component: page(() => import("#features/issues/IssuesPage"), "IssuesPage", "issues"),
});

const label = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/label",
  component: page(() => import("#features/work/WorkPage"), "LabelPage", ...WORK),
});

const review = createRoute({
  getParentRoute: () => signedIn,
  path: "/projects/$projectId/review",
  component: page(() => import("#features/work/WorkPage"), "ReviewPage", ...WORK),
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
  validateSearch: readHeldFilter,
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
  validateSearch: readHeldFilter,
  component: page(
    () => import("#features/quarantine/TextPage"),
    "TextPage",
    "quarantine",
    "editors",
  ),
});

const incidents = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/incidents",
  component: page(() => import("#features/incidents/IncidentsPage"), "IncidentsPage", "incidents"),
});

const policy = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/policy",
  component: page(() => import("#features/policy/StudioPage"), "StudioPage", "policy"),
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
  component: page(() => import("#features/setup/SetupPage"), "SetupPage", ...SETUP),
});

const tasks = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/tasks",
  validateSearch: readFilter,
  component: page(() => import("#features/explorer/TasksPage"), "TasksPage", "explorer"),
});

const privacy = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/privacy",
  validateSearch: (search): { days?: number } =>
    RANGES.some((days) => days === search["days"]) ? { days: Number(search["days"]) } : {},
  component: page(() => import("#features/privacy/PrivacyPage"), "PrivacyPage", "privacy"),
});

const progress = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/progress",
  validateSearch: (search): { days?: number } =>
    RANGES.some((days) => days === search["days"]) ? { days: Number(search["days"]) } : {},
  component: page(() => import("#features/progress/ProgressPage"), "ProgressPage", "progress"),
});

const activity = createRoute({
  getParentRoute: () => shell,
  path: "/projects/$projectId/activity",
  component: page(() => import("#features/activity/ActivityPage"), "ActivityPage", "activity"),
});

const inShell = [
  ...[projects, account, project, work, issues, upload, jobs],
  ...[
    tasks,
    progress,
    privacy,
    activity,
    quarantine,
    quarantined,
    incidents,
    policy,
    exports_,
    people,
    setup,
  ],
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
