import { expect, it } from "vitest";
import { safePath } from "./paths";

it("a way back leads to this site only", () => {
  expect(safePath("/projects/1?x=2")).toBe("/projects/1?x=2");
  const elsewhere = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:x",
    "",
  ];
  for (const path of elsewhere) expect(safePath(path)).toBe("/");
  expect(safePath(undefined)).toBe("/");
});
