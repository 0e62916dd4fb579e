import { beforeEach, expect, it } from "vitest";
import { type Parcel, type Shelf, startKeeping } from "./keeping";

const KEY = btoa("k".repeat(32));
const OTHER_KEY = btoa("o".repeat(32));
const HOUR = 3600 * 1000;
const boxes = new Map<string, Parcel>();
const shelf: Shelf = {
  get: async (id) => boxes.get(id),
  put: async (id, parcel) => void boxes.set(id, parcel),
  remove: async (ids) => ids.forEach((id) => void boxes.delete(id)),
  all: async () => [...boxes],
};
/** Sealing is done elsewhere: what is asked for behind it, many times over, is done after it. */
async function settled(): Promise<void> {
  for (let n = 0; n < 50; n++) await crypto.subtle.digest("SHA-256", new Uint8Array(1024));
  await new Promise((resolve) => setTimeout(resolve, 20));
}

interface Wanted {
  readonly id?: string;
  readonly owner?: string;
  readonly key?: string;
  readonly now?: number;
}

const keeper = ({ id = "t1", owner = "ann", key = KEY, now = 0 }: Wanted = {}) =>
  startKeeping<{ n: number; note?: string }>({ id, owner, key, shelf, now: () => now });

beforeEach(() => boxes.clear());

it("gives back the last of what was kept", async () => {
  const first = await keeper();
  first.keep({ n: 1 });
  first.keep({ n: 2 });
  first.keep({ n: 3 });
  await settled();
  expect(await (await keeper()).recall()).toEqual({ n: 3 });
});

it("lays nothing readable on the shelf", async () => {
  (await keeper()).keep({ n: 1, note: "a canary in clear" });
  await settled();
  const [parcel] = [...boxes.values()];
  expect(new TextDecoder().decode(parcel?.sealed)).not.toContain("canary");
  expect(Object.keys(parcel ?? {}).sort()).toEqual(["at", "nonce", "owner", "sealed"]);
});

it("opens nothing with another key, and throws that away", async () => {
  (await keeper()).keep({ n: 1 });
  await settled();
  expect(await (await keeper({ key: OTHER_KEY })).recall()).toBeNull();
  expect(boxes.size).toBe(0);
});

it("opens nothing in the place of another text", async () => {
  (await keeper()).keep({ n: 1 });
  await settled();
  const parcel = boxes.get("t1");
  if (parcel !== undefined) boxes.set("t2", parcel);
  expect(await (await keeper({ id: "t2" })).recall()).toBeNull();
});

it("throws away what is another person's, or a week old", async () => {
  (await keeper({ id: "theirs", owner: "ben" })).keep({ n: 1 });
  await settled();
  (await keeper({ id: "old" })).keep({ n: 2 });
  await settled();
  expect([...boxes.keys()]).toEqual(["old"]);
  await keeper({ id: "new", now: 8 * 24 * HOUR });
  expect(boxes.size).toBe(0);
});

it("keeps nothing once the server has everything", async () => {
  const it = await keeper();
  it.keep({ n: 1 });
  it.drop();
  await settled();
  expect(boxes.size).toBe(0);
});

it("goes on when the browser refuses to keep", async () => {
  const broken = { ...shelf, put: () => Promise.reject(new Error("full")) };
  const it = await startKeeping<{ n: number }>({
    ...{ id: "t1", owner: "ann", key: KEY, shelf: broken, now: () => 0 },
  });
  it.keep({ n: 1 });
  await settled();
  expect(await it.recall()).toBeNull();
});
