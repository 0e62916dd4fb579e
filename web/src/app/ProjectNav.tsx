// The ways inside a project, as far as one's roles go.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { issueCountsQuery } from "#api/issues";
import type { ProjectListed } from "#api/types";
import { useText } from "#i18n/Text";
import { isOffered } from "#lib/roles";
import styles from "./app.module.css";
import { WAYS } from "./ways";

/** How many questions wait for an answer, or answers for a reader. */
function Waiting({ project }: { readonly project: string }) {
  const { data } = useQuery(issueCountsQuery(project));
  const count = (data?.waiting ?? 0) + (data?.unread ?? 0);
  return count === 0 ? null : <span className={styles["badge"]}>{count}</span>;
}

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
          {section === "issues" && <Waiting project={project.id} />}
        </Link>
      ))}
    </nav>
  );
}
