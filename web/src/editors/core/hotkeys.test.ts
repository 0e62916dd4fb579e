import { expect, it } from "vitest";
import { keymapOf, optionKey } from "./hotkeys";

const named = (id: string, hotkey?: string) => ({
  id,
  name: id,
  color: "",
  hotkey: hotkey ?? null,
});

it("classes without a key get the free digits in order", () => {
  const { keyOf } = keymapOf({
    classes: [named("drug"), named("dose", "1"), named("route")],
    questions: [],
  });
  expect([...keyOf]).toEqual([
    ["dose", "1"],
    ["drug", "2"],
    ["route", "3"],
  ]);
});

it("a key of the page is not handed out, however it is written", () => {
  const { byKey } = keymapOf({ classes: [named("side effect", "S")], questions: [] });
  expect(byKey.has("s")).toBe(false);
  expect(byKey.get("1")).toEqual({ kind: "class", classId: "side effect" });
});

it("the first claim to a key stands", () => {
  const options = [{ id: "yes", name: "Yes", hotkey: "d" }];
  const { byKey, keyOf } = keymapOf({
    classes: [named("drug", "d")],
    questions: [{ id: "q", kind: "single", title: "?", required: false, options }],
  });
  expect(byKey.get("d")).toEqual({ kind: "class", classId: "drug" });
  expect(keyOf.has(optionKey("q", "yes"))).toBe(false);
});
