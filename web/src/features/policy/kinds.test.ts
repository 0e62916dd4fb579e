// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { PolicyDocument } from "#api/types";
import { asKind, linesOf, points, withoutKind, withRule } from "./kinds";

const DOCUMENT: PolicyDocument = {
  sealmark_policy: 1,
  name: "test",
  title: "",
  languages: ["en"],
  detectors: ["names"],
  kinds: {
    NAME: { how: "token", min_score_bp: 4000 },
    CARD: { how: "mask", min_score_bp: 4000, keep_last: 4 },
  },
  otherwise: "token",
  min_score_bp: 4000,
  risk: { quarantine_above_bp: 1500 },
  tiers: [{ name: "internal" }],
  dictionaries: [],
  patterns: [],
  allow: { words: [], patterns: [] },
};

describe("kinds of a policy", () => {
  it("changes one rule and leaves the others", () => {
    const changed = withRule(DOCUMENT, "NAME", { how: "drop" });
    expect(changed.kinds).toEqual({ ...DOCUMENT.kinds, NAME: { how: "drop", min_score_bp: 4000 } });
  });

  it("adds a kind with the usual certainty", () => {
    expect(withRule(DOCUMENT, "WARD", {}).kinds["WARD"]).toEqual({
      how: "token",
      min_score_bp: 4000,
    });
  });

  it("leaves last characters only under a mask", () => {
    expect(withRule(DOCUMENT, "CARD", { how: "token" }).kinds["CARD"]).toEqual({
      how: "token",
      min_score_bp: 4000,
    });
  });

  it("takes a kind out", () => {
    expect(Object.keys(withoutKind(DOCUMENT, "CARD").kinds)).toEqual(["NAME"]);
  });

  it("spells kinds as policies do", () => {
    expect(asKind(" study id-2 ")).toBe("STUDY_ID_2");
    expect(asKind("2nd ward")).toBe("ND_WARD");
  });

  it("reads lists line by line, each entry once", () => {
    expect(linesOf("a\n\n b \na")).toEqual(["a", "b"]);
  });

  it("keeps percent inside its bounds, as whole basis points", () => {
    expect([points(12.345), points(-1), points(400)]).toEqual([1235, 0, 10_000]);
  });
});
