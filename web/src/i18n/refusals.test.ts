import { readFileSync } from "node:fs";
import { i18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { afterAll, beforeAll, expect, it } from "vitest";
import { learnRefusals, retold } from "./refusals";

const read = (tongue: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`./${tongue}/errors.json`, import.meta.url), "utf8"));
const compiled = (texts: Record<string, string>, prefix = "") =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [`${prefix}${key}`, compileMessage(text)]),
  );

beforeAll(() => {
  i18n.load("de", compiled(read("de"), "errors."));
  i18n.activate("de");
  learnRefusals(compiled(read("en")));
});
afterAll(() => i18n.activate("en"));

it("says in German what the server says in general", () => {
  const message = read("en")["same-hands"] ?? "";
  expect(retold({ error: "same-hands", message })).toBe(read("de")["same-hands"]);
});

it("fills in what the server filled in", () => {
  const message = "An upload has 1 to 10000 files; split a larger folder.";
  expect(retold({ error: "upload-refused", message, field: "files" })).toBe(
    "Ein Upload hat 1 bis 10000 Dateien; teilen Sie einen größeren Ordner.",
  );
});

it("tells a sentence that it does not know by its code, with the field", () => {
  const message = "Something that no version before said.";
  expect(retold({ error: "upload-refused", message, field: "files" })).toBe(
    `${read("de")["upload-refused"]} (files)`,
  );
});

it("leaves alone what it knows nothing of", () => {
  expect(retold({ error: "of-tomorrow", message: "As it came." })).toBe("As it came.");
});

it("says in English exactly what the server said", () => {
  i18n.activate("en");
  const message = read("en")["same-hands"] ?? "";
  expect(retold({ error: "same-hands", message })).toBe(message);
  i18n.activate("de");
});
