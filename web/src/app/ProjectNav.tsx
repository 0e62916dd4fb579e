// The ways inside a project, as far as one's roles go.
// SPDX-License-Identifier: Apache-2.0
import { Link } from "@tanstack/react-router";
import type { ProjectListed } from "#api/types";
import { useText } from "#i18n/Text";
import { isOffered } from "#lib/roles";
import styles from "./app.module.css";
import { WAYS } from "./ways";

export function ProjectNav({ project }: { readonly project: ProjectListed }) {
  const t = useText("app");
  return (
    <nav className={styles["nav"]} aria-label={t("nav.label")}>
      {WAYS.filter((way) => isOffered(way.section, project.roles)).map(({ section, to, Icon }) => (
        <Link
          key={to}
          to={to}
          params={{ projectId: project.id }}
          activeOptions={{ exact: to === "/projects/$projectId" }}
          className={styles["way"]}
        >
          <Icon size={17} aria-hidden="true" /> {t(`nav.${section}`)}
        </Link>
      ))}
    </nav>
  );
}
