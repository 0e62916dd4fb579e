// Where one is: the project, then the part of it.
// SPDX-License-Identifier: Apache-2.0
import { Link, useLocation } from "@tanstack/react-router";
import type { ProjectListed } from "#api/types";
import { useText } from "#i18n/Text";
import styles from "./app.module.css";
import { WAYS } from "./ways";

export function Crumbs({ project }: { readonly project: ProjectListed }) {
  const t = useText("app");
  const path = useLocation({ select: (location) => location.pathname });
  const params = { projectId: project.id };
  const rest = path.slice(`/projects/${project.id}`.length);
  const here = WAYS.find(({ to }) => to.endsWith(rest.split("/", 2).join("/")) && rest !== "");
  return (
    <nav className={styles["crumbs"]} aria-label={t("crumbs")}>
      <Link to="/projects/$projectId" params={params} activeOptions={{ exact: true }}>
        {project.name}
      </Link>
      {here !== undefined && (
        <Link to={here.to} params={params} activeOptions={{ exact: true }}>
          {t(`nav.${here.section}`)}
        </Link>
      )}
    </nav>
  );
}
