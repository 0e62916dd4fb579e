import { expect, it } from "vitest";
import { sortOut } from "./files";

const at = (path: string) => ({ file: new File(["x"], "x"), path });

it("the same files in any order get the same numbers", () => {
  const paths = ["b/2.txt", "a.csv", "b/10.txt"];
  const order = (given: string[]) => sortOut(given.map(at)).taken.map((each) => each.path);
  expect(order(paths)).toEqual(order([...paths].reverse()));
});

it("a file with nothing in it is named and left out", () => {
  const nothing = { file: new File([], "x"), path: "nothing.txt" };
  const sorted = sortOut([at("a.txt"), nothing]);
  expect(sorted.taken).toHaveLength(1);
  expect(sorted.empty).toEqual(["nothing.txt"]);
});

it("kinds we do not take are named, hidden files are passed over", () => {
  const sorted = sortOut([at("a.TXT"), at("scan.pdf"), at(".DS_Store"), at("x/.git/y.txt")]);
  expect(sorted.taken.map((each) => each.kind)).toEqual(["txt"]);
  expect(sorted.refused).toEqual(["scan.pdf"]);
});
