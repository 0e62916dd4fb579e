// The pages of a project, in the order of the navigation.
// SPDX-License-Identifier: Apache-2.0
import {
  IconAlertTriangle,
  IconChartLine,
  IconEyeOff,
  IconFileExport,
  IconHistory,
  IconHome,
  IconListCheck,
  IconMessageQuestion,
  IconPencil,
  IconSettings,
  IconShieldLock,
  IconShieldQuestion,
  IconTable,
  IconUpload,
  IconUsers,
} from "@tabler/icons-react";
import type { Offer } from "#lib/roles";

export const WAYS = [
  { section: "overview", to: "/projects/$projectId", Icon: IconHome },
  { section: "work", to: "/projects/$projectId/work", Icon: IconPencil },
  { section: "tasks", to: "/projects/$projectId/tasks", Icon: IconTable },
  { section: "progress", to: "/projects/$projectId/progress", Icon: IconChartLine },
  { section: "issues", to: "/projects/$projectId/issues", Icon: IconMessageQuestion },
  { section: "upload", to: "/projects/$projectId/upload", Icon: IconUpload },
  { section: "jobs", to: "/projects/$projectId/jobs", Icon: IconListCheck },
  {
    section: "quarantine",
    to: "/projects/$projectId/quarantine",
    Icon: IconShieldQuestion,
  },
  { section: "incidents", to: "/projects/$projectId/incidents", Icon: IconAlertTriangle },
  { section: "privacy", to: "/projects/$projectId/privacy", Icon: IconShieldLock },
  { section: "policy", to: "/projects/$projectId/policy", Icon: IconEyeOff },
  { section: "exports", to: "/projects/$projectId/exports", Icon: IconFileExport },
  { section: "people", to: "/projects/$projectId/people", Icon: IconUsers },
  { section: "activity", to: "/projects/$projectId/activity", Icon: IconHistory },
  { section: "setup", to: "/projects/$projectId/setup", Icon: IconSettings },
] as const satisfies readonly { section: Offer; to: string; Icon: unknown }[];
