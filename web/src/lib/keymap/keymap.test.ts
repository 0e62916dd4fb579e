import { describe, expect, it } from "vitest";
import { ACTION_IDS, PRESETS } from "./actions";
import { AS_IT_COMES, conflictsOf, keysOf, readChoice } from "./keymap";
import { printed, spell, spoken } from "./keys";

const press = (key: string, held: Partial<Parameters<typeof spell>[0]> = {}) =>
  spell({ key, code: "", ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });

describe("a key is spelled", () => {
  it("as its sign, whatever Shift did to it", () => {
    expect(press("s")).toBe("s");
    expect(press("?", { shiftKey: true })).toBe("?");
    expect(press("S", { shiftKey: true })).toBe("s");
    expect(press(" ")).toBe("Space");
  });

  it("with what is held, Command being Ctrl", () => {
    expect(press("Enter", { metaKey: true })).toBe("Ctrl+Enter");
    expect(press("Z", { ctrlKey: true, shiftKey: true })).toBe("Ctrl+Shift+z");
    expect(press("ArrowDown", { altKey: true })).toBe("Alt+ArrowDown");
  });

  it("by its place where Alt makes another sign of it", () => {
    expect(press("®", { altKey: true, code: "KeyR" })).toBe("Alt+r");
  });

  it("not at all while only modifiers are held", () => {
    expect(press("Shift", { shiftKey: true })).toBeNull();
  });

  it("for eyes and for screen readers", () => {
    expect(printed("Ctrl+Shift+z")).toBe("Ctrl Shift Z");
    expect(printed("Alt+ArrowDown")).toBe("Alt ↓");
    expect(printed("+")).toBe("+");
    expect(spoken("Ctrl+Enter")).toBe("Control+Enter");
    expect(spoken("s")).toBe("S");
  });
});

describe("the keys of a person", () => {
  it("have no conflict in any preset", () => {
    for (const preset of PRESETS) {
      for (const action of ACTION_IDS) {
        expect(conflictsOf({ preset, changes: {} }, action)).toEqual([]);
      }
    }
  });

  it("are the preset's, but for what was changed", () => {
    const mine = { preset: "label_studio", changes: { "label.skip": "x" } } as const;
    expect(keysOf(mine, "label.skip")).toEqual(["x"]);
    expect(keysOf(mine, "review.sendBack")).toEqual(["Ctrl+Space"]);
  });

  it("name every action that a doubled key would mean, and only where both work", () => {
    const doubled = {
      preset: "sealmark",
      changes: { "label.skip": "g", "review.accept": "s" },
    } as const;
    expect(conflictsOf(doubled, "label.skip")).toEqual(["desk.guideline"]);
    expect(conflictsOf(doubled, "review.accept")).toEqual([]);
  });

  it("may be none for an action", () => {
    expect(keysOf({ preset: "sealmark", changes: { "label.skip": "" } }, "label.skip")).toEqual([]);
  });

  it("survive a version that does not know all of them", () => {
    expect(readChoice({ preset: "vim", keys: { "gone.action": "x" } })).toEqual(AS_IT_COMES);
  });
});
