import { expect, it } from "vitest";
import type { Question } from "#lib/labels";
import {
  dateTrouble,
  fits,
  numberTrouble,
  readNumber,
  stepped,
  toggled,
  unanswered,
  unansweredAttributes,
} from "./answers";

const question = (id: string, required: boolean): Question => ({
  id,
  kind: "text",
  title: id,
  required,
});

it("a single choice is taken back by choosing it again", () => {
  expect(toggled(false, null, "a")).toBe("a");
  expect(toggled(false, "b", "a")).toBe("a");
  expect(toggled(false, "a", "a")).toBeNull();
});

it("several choices are kept beside each other", () => {
  expect(toggled(true, ["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(true, ["a", "b"], "a")).toEqual(["b"]);
});

it("only required questions can be missing", () => {
  const questions = [question("a", true), question("b", false), question("c", true)];
  const labels = { spans: [], answers: [{ question_id: "c", value: "yes" }] };
  expect(unanswered(questions, labels)).toEqual(["a"]);
});

it("a number has one form, however it was typed", () => {
  const read = ["1,50", "007", "-0", "+3", " 12 ", "0.125", "5."].map(readNumber);
  expect(read).toEqual(["1.5", "7", "0", "3", "12", "0.125", "5"]);
  for (const wrong of ["", "1e3", "a", "1.2.3", "9".repeat(19)]) {
    expect(readNumber(wrong)).toBeNull();
  }
});

const number = (part: object): Question => ({ ...question("n", false), kind: "number", ...part });

it("a number is held against its limits exactly", () => {
  const tenths = number({ min: "0.1", max: "0.7", step: "0.1" });
  expect(["0.3", "0.7", "0.15", "0", "0.8", "0.30"].map((it) => numberTrouble(tenths, it))).toEqual(
    [null, null, "step", "low", "high", "number"],
  );
});

it("arrows step within the limits and never round", () => {
  const tenths = number({ min: "0.1", max: "0.3", step: "0.1" });
  expect(stepped(tenths, null, 1)).toBe("0.1");
  expect(stepped(tenths, "0.2", 1)).toBe("0.3");
  expect(stepped(tenths, "0.3", 1)).toBe("0.3");
  expect(stepped(tenths, "0.1", -1)).toBe("0.1");
  expect(stepped(number({}), "-1", -1)).toBe("-2");
});

it("a date is a day within its limits", () => {
  const days: Question = { ...question("d", false), kind: "date", min: "2020-01-01" };
  expect(dateTrouble(days, "2023-02-28")).toBeNull();
  expect(dateTrouble(days, "2023-02-30")).toBe("date");
  expect(dateTrouble(days, "2019-12-31")).toBe("low");
  expect(dateTrouble({ ...days, max: "2020-02-01" }, "2020-03-01")).toBe("high");
  expect(dateTrouble(days, "3 May")).toBe("date");
});

it("a tree of which only leaves are chosen refuses what has others below", () => {
  const tree: Question = {
    ...question("t", false),
    kind: "tree",
    leaves_only: true,
    most: 1,
    options: [
      { id: "a", name: "A" },
      { id: "b", name: "B", parent: "a" },
      { id: "c", name: "C" },
    ],
  };
  expect([["b"], ["a"], ["b", "c"], ["x"]].map((value) => fits(tree, value))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it("attributes that are needed are named with their span", () => {
  const form: Question = { ...question("form", true), kind: "text" };
  const ontology = {
    classes: [{ id: "drug", name: "Drug", color: "#0b63a5", attributes: [form] }],
    questions: [],
  };
  const span = { id: "s", start: 0, end: 1, class_id: "drug", attributes: {} };
  const labels = { spans: [span, { ...span, id: "t", attributes: { form: "x" } }], answers: [] };
  expect(unansweredAttributes(ontology, labels).map(({ spanId }) => spanId)).toEqual(["s"]);
});
