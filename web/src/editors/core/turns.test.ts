import { describe, expect, it } from "vitest";
import type { Labels, Ontology, Turn } from "#lib/labels";
import { unanswered } from "./answers";
import { changedAnswers } from "./changes";
import { startEditing } from "./editing";
import { keymapOf, optionKey } from "./hotkeys";
import { askedOf, nextOf, placed, progressOf, sameSpeaker, turnAt, withinTurn } from "./turns";

const TEXT = "A: hello\n\nB: yes\n\nA: bye";
const turn = (start: number, end: number, role: Turn["role"]): Turn => ({
  ...{ start, named: start + 1, clock: start + 1, timed: start + 1, said: start + 3, end, role },
});
const TURNS = [turn(0, 8, "customer"), turn(10, 16, "agent"), turn(18, 24, "customer")];
const ONTOLOGY: Ontology = {
  classes: [{ id: "thing", name: "Thing", color: "#0b63a5" }],
  questions: [
    {
      ...{ id: "mood", kind: "single", title: "Mood?", required: true, per_turn: true },
      options: [
        { id: "calm", name: "Calm" },
        { id: "angry", name: "Angry" },
      ],
      roles: ["customer"],
    },
    { id: "note", kind: "text", title: "Note", required: false, per_turn: true },
    { id: "solved", kind: "text", title: "Solved?", required: true },
  ],
};
const labels = (answers: Labels["answers"]): Labels => ({ spans: [], answers });
const start = () => {
  let ids = 0;
  return startEditing(labels([]), { newId: () => `n${++ids}`, now: () => 0, ontology: ONTOLOGY });
};

describe("a place in a conversation", () => {
  it("is in the turn that began last", () => {
    expect([0, 8, 9, 10, 17, 18, 99].map((point) => turnAt(TURNS, point))).toEqual([
      1, 1, 1, 2, 2, 3, 3,
    ]);
    expect(turnAt([], 3)).toBe(0);
  });

  it("is marked within its turn, unless marks may reach further", () => {
    expect(withinTurn(TURNS, {}, { start: 3, end: 20 })).toEqual({ start: 3, end: 8 });
    expect(withinTurn(TURNS, {}, { start: 3, end: 15 }, 12)).toEqual({ start: 10, end: 15 });
    expect(withinTurn(TURNS, { across_turns: true }, { start: 3, end: 20 }).end).toBe(20);
    expect(withinTurn([], {}, { start: 3, end: 20 }).end).toBe(20);
  });
});

describe("questions about turns", () => {
  it("are asked of the roles they name, or of all", () => {
    const ids = TURNS.map((each) => askedOf(ONTOLOGY, each).map(({ id }) => id));
    expect(ids).toEqual([["mood", "note"], ["note"], ["mood", "note"]]);
  });

  it("are counted turn by turn, and lead to the next open one, round the end", () => {
    const given = labels([
      { question_id: "mood", value: "calm", turn: 1 },
      { question_id: "note", value: "x", turn: 1 },
      { question_id: "note", value: "y", turn: 2 },
    ]);
    const progress = progressOf(ONTOLOGY, given, TURNS);
    expect(progress).toEqual({ asked: 3, answered: 2, open: [3] });
    expect(nextOf([1, 3], 1)).toBe(3);
    expect(nextOf([1, 3], 3)).toBe(1);
    expect(nextOf([], 3)).toBe(0);
  });

  it("that are required are missing turn by turn, behind those about the text", () => {
    const open = unanswered(ONTOLOGY.questions, labels([]), TURNS);
    expect(open).toEqual(["solved", "mood@1", "mood@3"]);
  });

  it("are answered for one turn and for all turns of a speaker, and undone as one change", () => {
    const editing = start();
    editing.answer("mood", "angry", undefined, 3);
    const many = sameSpeaker((a, b) => TEXT.slice(a, b), TURNS, 1);
    expect(many).toEqual([1, 3]);
    editing.answerTurns([{ question_id: "mood", value: "calm" }], many);
    const now = () => editing.store.getState().labels.answers;
    expect(now().map(({ turn, value }) => [turn, value])).toEqual([
      [3, "calm"],
      [1, "calm"],
    ]);
    editing.toggleUnsure("mood@1");
    expect(now().find(({ turn }) => turn === 1)?.unsure).toBe(true);
    editing.undo();
    editing.undo();
    expect(now()).toEqual([{ question_id: "mood", value: "angry", turn: 3 }]);
    editing.undo();
    expect(now()).toEqual([]);
  });

  it("differ turn by turn", () => {
    const before = labels([{ question_id: "mood", value: "calm", turn: 1 }]);
    const after = labels([
      { question_id: "mood", value: "calm", turn: 1 },
      { question_id: "mood", value: "calm", turn: 3 },
    ]);
    expect([...changedAnswers(before, after)]).toEqual(["mood@3"]);
  });

  it("have keys of their own where the ontology gives them none", () => {
    const { keyOf } = keymapOf(ONTOLOGY);
    expect(keyOf.get("thing")).toBe("1");
    expect(keyOf.get(optionKey("mood", "calm"))).toBe("2");
    expect(keyOf.get(optionKey("mood", "angry"))).toBe("3");
  });

  it("leave answers behind that no turn asks for", () => {
    const mixed = labels([
      { question_id: "mood", value: "calm" },
      { question_id: "mood", value: "calm", turn: 2 },
      { question_id: "mood", value: "calm", turn: 3 },
      { question_id: "solved", value: "yes", turn: 1 },
      { question_id: "gone", value: "kept" },
    ]);
    expect(placed(mixed, ONTOLOGY, TURNS).answers.map((each) => each.question_id)).toEqual([
      "mood",
      "gone",
    ]);
    const whole = labels([{ question_id: "solved", value: "yes" }]);
    expect(placed(whole, ONTOLOGY, TURNS)).toBe(whole);
  });
});
