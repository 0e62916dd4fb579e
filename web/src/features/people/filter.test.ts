// SPDX-License-Identifier: Apache-2.0
import { expect, it } from "vitest";
import type { Member } from "#api/types";
import { EVERYBODY, found } from "./filter";

const member = (name: string, role: "labeler" | "reviewer", suspended: string | null = null) =>
  ({
    user_id: name,
    name,
    email: `${name.toLowerCase().replace(/\W/g, "")}@x.example`,
    grants: [{ id: name, role, since: "2026-01-01T00:00:00Z", ends: null }],
    suspended,
    outside: null,
    last_work: null,
  }) satisfies Member;

const PEOPLE = [
  member("Anna Müller", "labeler"),
  member("Bo Berg", "reviewer"),
  member("Cy Berg", "labeler", "2026-02-01T00:00:00Z"),
];
const names = (wanted: Partial<typeof EVERYBODY>) =>
  found(PEOPLE, { ...EVERYBODY, ...wanted }).map(({ name }) => name);

it("people are found by parts of their names and addresses, whatever the marks", () => {
  expect(names({})).toHaveLength(3);
  expect(names({ text: "MULLER" })).toEqual(["Anna Müller"]);
  expect(names({ text: "berg bo" })).toEqual(["Bo Berg"]);
  expect(names({ text: "cyberg@" })).toEqual(["Cy Berg"]);
  expect(names({ text: "nobody" })).toEqual([]);
});

it("people are narrowed by role and standing", () => {
  expect(names({ role: "labeler" })).toEqual(["Anna Müller", "Cy Berg"]);
  expect(names({ role: "labeler", standing: "suspended" })).toEqual(["Cy Berg"]);
  expect(names({ standing: "active" })).toEqual(["Anna Müller", "Bo Berg"]);
});
