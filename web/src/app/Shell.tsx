// The frame of all pages but the labeling ones: who and where one is, and the ways from here.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconLogout, IconMoon, IconSun, IconUserCircle } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { sessionQuery, signOut } from "#api/session";
import { Mark } from "#ui/Mark";
import { Roles } from "#ui/useRoles";
import styles from "./app.module.css";
import { ProjectNav } from "./ProjectNav";

const NO_ROLES = [] as const;

async function leave(): Promise<void> {
  await signOut();
  // A fresh document: nothing that was shown stays in memory.
  window.location.assign("/login");
}

function SchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light") === "dark";
  const Icon = isDark ? IconSun : IconMoon;
  const label = isDark ? "Use the light look" : "Use the dark look";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      onClick={() => setColorScheme(isDark ? "light" : "dark")}
    >
      <Icon size={18} aria-hidden="true" />
    </ActionIcon>
  );
}

export function Shell() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { projectId } = useParams({ strict: false });
  const project = session.projects.find((each) => each.id === projectId);
  return (
    <div className={styles["shell"]}>
      <a href="#main" className={styles["skip"]}>
        Skip to the page
      </a>
      <header className={styles["top"]}>
        <Link to="/" className={styles["brand"]}>
          <Mark size={22} /> Sealmark
        </Link>
        {project !== undefined && (
          <Link
            to="/projects/$projectId"
            params={{ projectId: project.id }}
            className={styles["crumb"]}
          >
            {project.name}
          </Link>
        )}
        <div className={styles["topEnd"]}>
          <SchemeToggle />
          <Link to="/account" className={styles["who"]} title="Your account">
            <IconUserCircle size={18} aria-hidden="true" /> {session.user.name}
          </Link>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label="Sign out"
            title="Sign out"
            onClick={() => void leave()}
          >
            <IconLogout size={18} aria-hidden="true" />
          </ActionIcon>
        </div>
      </header>
      {project !== undefined && <ProjectNav project={project} />}
      <main id="main" className={styles["main"]} tabIndex={-1}>
        <Roles value={project?.roles ?? NO_ROLES}>
          <Outlet />
        </Roles>
      </main>
    </div>
  );
}
