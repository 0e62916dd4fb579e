import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { HUES, paintsOf } from "./palette";

const css = readFileSync(new URL("./palette.css", import.meta.url), "utf8");

it("the hues are the light variants of the style sheet", () => {
  HUES.forEach((hue, at) => {
    expect(css).toContain(`--hue-${at + 1}: ${hue.color};`);
  });
});

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

it("every hue is readable as text on its ground", () => {
  const [light = "", dark = ""] = css.split('"dark"]');
  for (const [sheet, ground] of [
    [light, "#fcfcfb"],
    [dark, "#141517"],
  ] as const) {
    const found = [...sheet.matchAll(/--hue-\d+: (#[0-9a-f]{6});/g)].map((match) => match[1] ?? "");
    expect(found).toHaveLength(HUES.length);
    for (const ink of found) expect(contrast(ink, ground)).toBeGreaterThan(4.5);
  }
});

it("classes that share a colour differ in their underline", () => {
  const classes = ["a", "b", "c"].map((id) => ({ id, name: id, color: "#0b63a5" }));
  const patterns = [...paintsOf({ classes, questions: [] }).values()].map((paint) => paint.pattern);
  expect(patterns).toEqual(["solid", "dashed", "double"]);
});

it("a colour of no hue gets the hue of its place", () => {
  const classes = ["a", "b"].map((id) => ({ id, name: id, color: "#5b6abf" }));
  const hues = [...paintsOf({ classes, questions: [] }).values()].map((paint) => paint.hue);
  expect(hues).toEqual([1, 2]);
});
