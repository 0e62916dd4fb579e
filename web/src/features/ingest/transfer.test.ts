import { expect, it } from "vitest";
import { missingParts, type PlannedPart, sendAll } from "./transfer";

const known = (id: string, ordinal: number, parts: number[] = []) => ({ id, ordinal, parts });
const noWait = () => Promise.resolve();

function run(parts: readonly PlannedPart[], send: (part: PlannedPart) => Promise<unknown>) {
  const control = new AbortController();
  let bytes = 0;
  const done = sendAll({
    parts,
    send: (part) => send(part),
    onSent: (sent) => {
      bytes += sent;
    },
    isPassing: (error) => error instanceof TypeError,
    wait: noWait,
    signal: control.signal,
  });
  return { control, done, bytes: () => bytes };
}

it("plans only what has not arrived, the last part shorter", async () => {
  const parts = missingParts([new Blob(["abcdefg"])], [known("f", 1, [1])], 3);
  expect(parts.map(({ number, bytes }) => [number, bytes.size])).toEqual([
    [2, 3],
    [3, 1],
  ]);
  expect(await parts[0]?.bytes.text()).toBe("def");
});

it("parts belong to files by their number in the upload", async () => {
  const parts = missingParts([new Blob(["a"]), new Blob(["b"])], [known("y", 2), known("x", 1)], 9);
  const texts = await Promise.all(parts.map(async (part) => [part.file, await part.bytes.text()]));
  expect(Object.fromEntries(texts)).toEqual({ x: "a", y: "b" });
});

it("sends every part once and counts its bytes", async () => {
  const parts = missingParts([new Blob(["abcdefghij"])], [known("f", 1)], 3);
  const sent: number[] = [];
  const { done, bytes } = run(parts, async (part) => sent.push(part.number));
  await done;
  expect(sent.sort()).toEqual([1, 2, 3, 4]);
  expect(bytes()).toBe(10);
});

it("tries again when the server could not be reached", async () => {
  let tries = 0;
  const parts = missingParts([new Blob(["abc"])], [known("f", 1)], 3);
  const { done, bytes } = run(parts, async () => {
    if (++tries < 3) throw new TypeError("away");
  });
  await done;
  expect(tries).toBe(3);
  expect(bytes()).toBe(3);
});

it("a refusal ends the transfer at once", async () => {
  let tries = 0;
  const parts = missingParts([new Blob(["abcdefghijklmnopqrstuvwxyz"])], [known("f", 1)], 1);
  const { done } = run(parts, async () => {
    tries++;
    throw new Error("no");
  });
  await expect(done).rejects.toThrow("no");
  await Promise.resolve();
  expect(tries).toBeLessThanOrEqual(3);
});

it("cancelling stops before the next part", async () => {
  const parts = missingParts([new Blob(["abcdef"])], [known("f", 1)], 1);
  let sent = 0;
  const { control, done } = run(parts, async () => {
    sent++;
    control.abort();
  });
  await expect(done).rejects.toThrow();
  expect(sent).toBeLessThan(6);
});
