// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { sentenceOf } from "./sentences";

describe("events in words", () => {
  it("have a sentence each, and an unknown kind is still told", () => {
    expect(sentenceOf("task.leased")).toBe("did.task.leased");
    expect(sentenceOf("moon.landed")).toBe("did.other");
  });
});
