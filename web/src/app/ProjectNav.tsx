// The ways inside a project, as far as one's roles go.
// SPDX-License-Identifier: Apache-2.0
import {
  IconFileExport,
  IconHome,
  IconListCheck,
  IconPencil,
  IconSettings,
  IconShieldQuestion,
  IconUpload,
  IconUsers,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ProjectListed } from "#api/types";
import { isOffered, type Offer } from "#lib/roles";
import styles from "./app.module.css";

const WAYS = [
  { section: "overview", to: "/projects/$projectId", name: "Overview", Icon: IconHome },
  { section: "work", to: "/projects/$projectId/work", name: "Your work", Icon: IconPencil },
  { section: "upload", to: "/projects/$projectId/upload", name: "Add texts", Icon: IconUpload },
  { section: "jobs", to: "/projects/$projectId/jobs", name: "Jobs", Icon: IconListCheck },
  {
    section: "quarantine",
    to: "/projects/$projectId/quarantine",
    name: "Quarantine",
    Icon: IconShieldQuestion,
  },
  { section: "exports", to: "/projects/$projectId/exports", name: "Exports", Icon: IconFileExport },
  { section: "people", to: "/projects/$projectId/people", name: "People", Icon: IconUsers },
  { section: "setup", to: "/projects/$projectId/setup", name: "Set-up", Icon: IconSettings },
] as const satisfies readonly { section: Offer; to: string; name: string; Icon: unknown }[];

export function ProjectNav({ project }: { readonly project: ProjectListed }) {
  return (
    <nav className={styles["nav"]} aria-label="Project">
      {WAYS.filter((way) => isOffered(way.section, project.roles)).map(({ to, name, Icon }) => (
        <Link
          key={to}
          to={to}
          params={{ projectId: project.id }}
          activeOptions={{ exact: to === "/projects/$projectId" }}
          className={styles["way"]}
        >
          <Icon size={17} aria-hidden="true" /> {name}
        </Link>
      ))}
    </nav>
  );
}
