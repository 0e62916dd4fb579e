import { expect, it } from "vitest";
import type { Notice } from "#api/own";
import { linesOf } from "./Bell";

const notice = (id: string, kind: Notice["kind"], isRead = false, project = "p"): Notice => ({
  id,
  kind,
  project_id: project,
  subject_id: "s",
  at: "2026-01-01T00:00:00Z",
  is_read: isRead,
});

it("what happened several times in a project stands as one line, the newest first", () => {
  const lines = linesOf([
    notice("1", "work.sent-back"),
    notice("2", "export.ready"),
    notice("3", "work.sent-back"),
    notice("4", "work.sent-back", false, "q"),
    notice("5", "work.sent-back", true),
  ]);
  expect(lines.map(({ newest, count, isNew }) => [newest.id, count, isNew])).toEqual([
    ["1", 2, true],
    ["2", 1, true],
    ["4", 1, true],
    ["5", 1, false],
  ]);
});
