import { expect, it } from "vitest";
import { find, remember } from "./palette";

const command = (name: string) => ({ id: name, group: "Pages", name, run: () => undefined });
const commands = ["Overview", "Your work", "Quarantine", "Exports"].map(command);
const names = (letters: string) => find(commands, letters).map(({ name }) => name);

it("a few letters of a word are enough, in their order", () => {
  expect(names("qrt")).toEqual(["Quarantine"]);
  expect(names("yw")).toEqual(["Your work"]);
  expect(names("zz")).toEqual([]);
});

it("without letters everything is there, what was used last first", () => {
  remember("Exports");
  remember("Quarantine");
  expect(names("")).toEqual(["Quarantine", "Exports", "Overview", "Your work"]);
});
