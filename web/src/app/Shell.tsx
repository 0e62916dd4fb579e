// The frame of all pages but the labeling ones: who and where one is, and the ways from here.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { IconLogout, IconMoon, IconSun, IconUserCircle } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link, Outlet, useParams } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { sessionQuery } from "#api/session";
import { useText } from "#i18n/Text";
import { useActions } from "#lib/keymap/useActions";
import { later } from "#ui/Later";
import { Mark } from "#ui/Mark";
import { Roles } from "#ui/useRoles";
import styles from "./app.module.css";
import { Bell } from "./Bell";
import { Crumbs } from "./Crumbs";
import { LanguageMenu } from "./LanguageMenu";
import { leave } from "./leave";
import { ProjectNav } from "./ProjectNav";

const KeySheet = later(async () => (await import("#ui/KeySheet")).KeySheet);
const NO_ROLES = [] as const;

function SchemeToggle() {
  const t = useText("app");
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme("light") === "dark";
  const Icon = isDark ? IconSun : IconMoon;
  const label = t(isDark ? "look.light" : "look.dark");
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
  const t = useText("app");
  const { data: session } = useSuspenseQuery(sessionQuery);
  const { projectId } = useParams({ strict: false });
  const project = session.projects.find((each) => each.id === projectId);
  const [isSheet, setSheet] = useState(false);
  useActions({ "app.keys": () => setSheet(true) });
  return (
    <div className={styles["shell"]}>
      <a href="#main" className={styles["skip"]}>
        {t("skip")}
      </a>
      <header className={styles["top"]}>
        <Link to="/" className={styles["brand"]}>
          <Mark size={22} /> Sealmark
        </Link>
        {project !== undefined && <Crumbs project={project} />}
        <div className={styles["topEnd"]}>
          <Bell projects={session.projects} />
          <LanguageMenu />
          <SchemeToggle />
          <Link to="/account" className={styles["who"]} title={t("account")}>
            <IconUserCircle size={18} aria-hidden="true" /> {session.user.name}
          </Link>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("signOut")}
            title={t("signOut")}
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
      {isSheet && (
        <Suspense fallback={null}>
          <KeySheet onClose={() => setSheet(false)} />
        </Suspense>
      )}
    </div>
  );
}
