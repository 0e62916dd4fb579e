import { readdirSync, readFileSync } from "node:fs";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { describe, expect, it } from "vitest";
import { preferredLanguage } from "./language";

type Texts = Readonly<Record<string, string>>;
const here = new URL(".", import.meta.url).pathname;
const read = (tongue: string, file: string): Texts =>
  JSON.parse(readFileSync(`${here}${tongue}/${file}`, "utf8"));
const files = readdirSync(`${here}en`).sort();
const others = ["de"];

/** The names of what is filled in, and of the tags, of one text; each once, in every branch. */
function parts(text: string): string[] {
  const found = new Set<string>();
  const walk = (tokens: unknown): void => {
    if (typeof tokens === "string") {
      for (const [, tag] of tokens.matchAll(/<(\w+)\/?>/g)) found.add(`<${tag}>`);
    }
    if (!Array.isArray(tokens)) return;
    for (const token of tokens) {
      if (!Array.isArray(token)) walk(token);
      else {
        found.add(`{${token[0]}}`);
        for (const branch of Object.values((token[2] ?? {}) as object)) walk(branch);
      }
    }
  };
  walk(compileMessage(text));
  return [...found].sort();
}

const plurals = (text: string) => [...text.matchAll(/\{(\w+), plural,/g)].map(([, name]) => name);

describe.each(others)("in %s", (tongue) => {
  it("the same files are there", () => {
    expect(readdirSync(`${here}${tongue}`).sort()).toEqual(files);
  });

  it.each(files)("%s has the same texts, and each fills in the same", (file) => {
    const english = read("en", file);
    const other = read(tongue, file);
    expect(Object.keys(other).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      expect({ key, parts: parts(other[key] ?? "") }).toEqual({ key, parts: parts(text) });
    }
  });

  it.each(files)("no text of %s is empty, and none keeps a plural's number to itself", (file) => {
    for (const [key, text] of Object.entries(read(tongue, file))) {
      expect({ key, isEmpty: text.trim() === "" }).toEqual({ key, isEmpty: false });
      for (const name of plurals(text))
        expect({ key, parts: parts(text) }.parts).toContain(`{${name}}`);
    }
  });
});

it.each(files)("the texts of %s stand in order, so that two changes seldom meet", (file) => {
  for (const tongue of ["en", ...others]) {
    const keys = Object.keys(read(tongue, file));
    expect(keys).toEqual([...keys].sort());
  }
});

it("the language is the one chosen, else the first that the browser asks for, else English", () => {
  expect(preferredLanguage("de", ["en-GB"])).toBe("de");
  expect(preferredLanguage(null, ["fr-FR", "de-AT", "en"])).toBe("de");
  expect(preferredLanguage("klingon", ["fr"])).toBe("en");
});
