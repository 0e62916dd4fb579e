import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type Attempt, type SaveState, type Sent, startAutosave } from "./autosave";

interface Rig {
  readonly sent: Attempt<string>[];
  readonly states: SaveState["kind"][];
  answer: (sent: Sent) => Promise<void>;
  readonly save: ReturnType<typeof startAutosave<string>>;
}

function rig(seq = 0): Rig {
  const sent: Attempt<string>[] = [];
  const states: SaveState["kind"][] = [];
  const open: ((value: Sent) => void)[] = [];
  let keys = 0;
  const save = startAutosave<string>({
    seq,
    send: (attempt) => {
      sent.push(attempt);
      return new Promise((resolve) => open.push(resolve));
    },
    newKey: () => `key-${++keys}`,
    tell: (state) => states.push(state.kind),
    quietMs: 100,
    retryMs: () => 1000,
  });
  const answer = async (value: Sent) => {
    open.shift()?.(value);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { sent, states, answer, save };
}

const saved = (seq: number): Sent => ({ kind: "saved", at: "2025-01-01T00:00:00Z", seq });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it("sends edits of a quiet moment together, the last one only", async () => {
  const { sent, states, answer, save } = rig(7);
  save.edited("a");
  save.edited("ab");
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toEqual([{ key: "key-2", seq: 9, value: "ab" }]);
  await answer(saved(9));
  expect(states).toEqual(["waiting", "waiting", "saving", "saved"]);
});

it("keeps one request under way and sends what came meanwhile after it", async () => {
  const { sent, states, answer, save } = rig();
  save.edited("a");
  await vi.advanceTimersByTimeAsync(100);
  save.edited("ab");
  await vi.advanceTimersByTimeAsync(500);
  expect(sent).toHaveLength(1);
  await answer(saved(1));
  expect(sent.map((each) => each.value)).toEqual(["a", "ab"]);
  await answer(saved(2));
  expect(states.at(-1)).toBe("saved");
});

it("retries unreachable labels with the same key and number", async () => {
  const { sent, states, answer, save } = rig();
  save.edited("a");
  await vi.advanceTimersByTimeAsync(100);
  await answer({ kind: "unreachable" });
  expect(states.at(-1)).toBe("offline");
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent[1]).toEqual(sent[0]);
  await answer(saved(1));
  expect(states.at(-1)).toBe("saved");
});

it("stays offline in words while someone goes on editing", async () => {
  const { states, answer, save } = rig();
  save.edited("a");
  await vi.advanceTimersByTimeAsync(100);
  await answer({ kind: "unreachable" });
  save.edited("ab");
  expect(states.at(-1)).toBe("offline");
});

it("says why the server refused, and tries again when asked", async () => {
  const { sent, states, answer, save } = rig();
  save.edited("a");
  await vi.advanceTimersByTimeAsync(100);
  await answer({ kind: "refused", message: "Too long." });
  expect(states.at(-1)).toBe("refused");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
  save.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent[1]).toEqual(sent[0]);
});

it("flush sends at once and ends with what the server holds", async () => {
  const { sent, answer, save } = rig();
  save.edited("a");
  const done = save.flush();
  expect(sent).toHaveLength(1);
  await answer(saved(1));
  expect((await done).kind).toBe("saved");
});

it("flush gives up, and says so, when the server cannot be reached", async () => {
  const { answer, save } = rig();
  save.edited("a");
  const done = save.flush();
  await answer({ kind: "unreachable" });
  await answer({ kind: "unreachable" });
  await answer({ kind: "unreachable" });
  expect((await done).kind).toBe("offline");
});

it("sends nothing more once stopped", async () => {
  const { sent, save } = rig();
  save.edited("a");
  save.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(0);
});

it("hands over what the server does not have, until it has it", async () => {
  const kept: (Attempt<string> | null)[] = [];
  let answer: (sent: Sent) => void = () => undefined;
  const save = startAutosave<string>({
    seq: 4,
    send: () => new Promise((resolve) => (answer = resolve)),
    newKey: () => "key",
    tell: () => undefined,
    keep: (attempt) => kept.push(attempt),
    quietMs: 100,
    retryMs: () => 1000,
  });
  save.edited("a");
  await vi.advanceTimersByTimeAsync(100);
  answer({ kind: "unreachable" });
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept).toEqual([{ key: "key", seq: 5, value: "a" }]);
  answer(saved(5));
  await vi.advanceTimersByTimeAsync(0);
  expect(kept.at(-1)).toBeNull();
});
