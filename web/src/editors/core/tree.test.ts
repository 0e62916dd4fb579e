import { expect, it } from "vitest";
import { openRows, pathTo, searched, treeOf } from "./tree";

const option = (id: string, parent = "") => ({ id, name: id.toUpperCase(), parent });
const TREE = treeOf([
  option("skin"),
  option("rash", "skin"),
  option("itchy rash", "rash"),
  option("other"),
]);

it("only what is open is shown, with its level", () => {
  expect(openRows(TREE, new Set()).map(({ option: { id } }) => id)).toEqual(["skin", "other"]);
  const rows = openRows(TREE, new Set(["skin", "rash"]));
  expect(rows.map(({ option: { id }, level }) => [id, level])).toEqual([
    ["skin", 1],
    ["rash", 2],
    ["itchy rash", 3],
    ["other", 1],
  ]);
});

it("a search looks at the whole way and finds accents", () => {
  expect(searched(TREE, "skin rash", 9).rows.map((row) => row.option.id)).toEqual([
    "rash",
    "itchy rash",
  ]);
  const french = treeOf([{ id: "e", name: "Érythème" }]);
  expect(searched(french, "erytheme", 9).rows).toHaveLength(1);
});

it("a search says how many it does not show", () => {
  const many = treeOf(Array.from({ length: 50 }, (_, i) => option(`code ${i}`)));
  const found = searched(many, "code", 20);
  expect([found.rows.length, found.more]).toEqual([20, 30]);
});

it("the way to an option is read from the top", () => {
  expect(pathTo(TREE, "itchy rash")).toEqual(["SKIN", "RASH", "ITCHY RASH"]);
});
