// The bell: what happened to one's work, newest first; opening it takes everything as read.
// - Notices of one kind about one project stand as one line with their number.
// SPDX-License-Identifier: Apache-2.0
import { IconBell } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Notice, noticesQuery, readNotices } from "#api/own";
import type { ProjectListed } from "#api/types";
import { useText } from "#i18n/Text";
import { ago } from "#lib/time";
import { Dropdown } from "#ui/Dropdown";
import styles from "./menus.module.css";

const LEADS_TO = {
  "work.sent-back": "/projects/$projectId/work",
  "work.recalled": "/projects/$projectId/work",
  "export.ready": "/projects/$projectId/exports",
  "export.failed": "/projects/$projectId/exports",
  "export.refused": "/projects/$projectId/exports",
  "export.approval-wanted": "/projects/$projectId/exports",
  "people.invitation-accepted": "/projects/$projectId/people",
} as const satisfies Readonly<Record<Notice["kind"], string>>;

interface Line {
  readonly newest: Notice;
  readonly count: number;
  readonly isNew: boolean;
}

/** One line for each kind and project, in the order of the newest. */
export function linesOf(notices: readonly Notice[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const notice of notices) {
    const key = `${notice.kind} ${notice.project_id} ${notice.is_read}`;
    const line = lines.get(key);
    lines.set(key, {
      newest: line?.newest ?? notice,
      count: (line?.count ?? 0) + 1,
      isNew: !notice.is_read,
    });
  }
  return [...lines.values()];
}

interface BellProps {
  readonly projects: readonly ProjectListed[];
}

export function Bell({ projects }: BellProps) {
  const t = useText("app");
  const queries = useQueryClient();
  const { data: notices = [] } = useQuery(noticesQuery);
  const unread = notices.filter((notice) => !notice.is_read).length;
  const names = new Map(projects.map((project) => [project.id, project.name]));
  const onOpen = () => {
    if (unread > 0) void readNotices();
  };
  const icon = (
    <span className={styles["bell"]}>
      <IconBell size={18} aria-hidden="true" />
      {/* The whole number: what is seen is part of what the button is called. */}
      {unread > 0 && <span className={styles["unread"]}>{unread}</span>}
    </span>
  );
  return (
    <Dropdown
      label={t("bell", { count: unread })}
      icon={icon}
      onOpen={onOpen}
      onClose={() => void queries.invalidateQueries(noticesQuery)}
    >
      {(close) =>
        notices.length === 0 ? (
          <p className={styles["noNotices"]}>{t("bell.empty")}</p>
        ) : (
          <ul className={styles["notices"]}>
            {linesOf(notices).map(({ newest, count, isNew }) => (
              <li key={newest.id} data-new={isNew || undefined}>
                <Link
                  to={LEADS_TO[newest.kind]}
                  params={{ projectId: newest.project_id }}
                  onClick={close}
                >
                  <span>{t(`notice.${newest.kind}`, { count })}</span>
                  <small>
                    {names.get(newest.project_id)} · {ago(newest.at, Date.now())}
                  </small>
                </Link>
              </li>
            ))}
          </ul>
        )
      }
    </Dropdown>
  );
}
