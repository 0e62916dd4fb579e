// The projects someone belongs to, and making a new one.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { sessionQuery } from "#api/session";
import type { ProjectListed, Session } from "#api/types";
import { useText } from "#i18n/Text";
import { roleName } from "#lib/roles";
import { afterwards } from "#ui/afterwards";
import { Page } from "#ui/Page";
import { Empty } from "#ui/states";
import styles from "./projects.module.css";

const CreateDialog = afterwards(() => import("./CreateDialog"), "CreateDialog");

const MAKERS = new Set(["owner", "administrator"]);

/** Organizations in which this person may make projects. */
const makerOf = (session: Session) =>
  session.organizations.filter((organization) => MAKERS.has(organization.role));

function Row({ project }: { readonly project: ProjectListed }) {
  return (
    <li>
      <Link to="/projects/$projectId" params={{ projectId: project.id }} className={styles["row"]}>
        <span className={styles["name"]}>{project.name}</span>
        <span className={styles["roles"]}>
          {project.roles.map((role) => roleName(role)).join(", ")}
        </span>
      </Link>
    </li>
  );
}

export function ListPage() {
  const t = useText("projects");
  const { data: session } = useSuspenseQuery(sessionQuery);
  const [isCreating, setCreating] = useState(false);
  const organizations = makerOf(session);
  const create = organizations.length > 0 && (
    <Button onClick={() => setCreating(true)}>{t("create")}</Button>
  );
  return (
    <Page title={t("list.title")} actions={create}>
      {session.projects.length === 0 ? (
        <Empty title={t("list.empty")}>
          {t(organizations.length > 0 ? "list.emptyMaker" : "list.emptyGuest")}
        </Empty>
      ) : (
        <ul className={styles["list"]}>
          {session.projects.map((project) => (
            <Row key={project.id} project={project} />
          ))}
        </ul>
      )}
      {isCreating && (
        <CreateDialog organizations={organizations} onClose={() => setCreating(false)} />
      )}
    </Page>
  );
}
