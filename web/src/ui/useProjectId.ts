// The project that the address is about.
// SPDX-License-Identifier: Apache-2.0
import { useParams } from "@tanstack/react-router";

export function useProjectId(): string {
  const { projectId } = useParams({ strict: false });
  if (projectId === undefined) throw new Error("this page belongs to a project");
  return projectId;
}
