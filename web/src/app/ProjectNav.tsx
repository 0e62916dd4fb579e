// The ways inside a project, as far as one's roles go.
// SPDX-License-Identifier: Apache-2.0
import {
  IconFileExport,
  IconHistory,
  IconHome,
  IconListCheck,
  IconPencil,
  IconSettings,
  IconShieldQuestion,
  IconTable,
  IconUpload,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ProjectListed } from "#api/types";
import { useText } from "#i18n/Text";
import { isOffered, type Offer } from "#lib/roles";
import styles from "./app.module.css";

const WAYS = [
  { section: "overview", to: "/projects/$projectId", Icon: IconHome },
  { section: "work", to: "/projects/$projectId/work", Icon: IconPencil },
  { section: "tasks", to: "/projects/$projectId/tasks", Icon: IconTable },
  { section: "upload", to: "/projects/$projectId/upload", Icon: IconUpload },
  { section: "jobs", to: "/projects/$projectId/jobs", Icon: IconListCheck },
  {
    section: "quarantine",
    to: "/projects/$projectId/quarantine",

    Icon: IconShieldQuestion,
  },
  { section: "exports", to: "/projects/$projectId/exports", Icon: IconFileExport },
  { section: "people", to: "/projects/$projectId/people", Icon: IconUsers },
  { section: "activity", to: "/projects/$projectId/activity", Icon: IconHistory },
  { section: "setup", to: "/projects/$projectId/setup", Icon: IconSettings },
] as const satisfies readonly { section: Offer; to: string; Icon: unknown }[];

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
