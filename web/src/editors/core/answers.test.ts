import { expect, it } from "vitest";
import type { Question } from "#lib/labels";
import { toggled, unanswered } from "./answers";

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
  expect(unanswered(questions, labels).map((each) => each.id)).toEqual(["a"]);
});
