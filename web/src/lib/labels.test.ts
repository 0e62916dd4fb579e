import { expect, it } from "vitest";
import { chipText } from "./labels";

const read = (label: string) => chipText({ start: 0, end: 1, kind: "NAME", label });

it("a token reads as words, a made-up value as it is", () => {
  expect(read("[NAME_1]")).toBe("NAME 1");
  expect(read("Maria Keller")).toBe("Maria Keller");
  expect(read("user_17")).toBe("user_17");
});

it("a chip without words says its kind", () => {
  expect(read("")).toBe("NAME");
  expect(read("   ")).toBe("NAME");
});
