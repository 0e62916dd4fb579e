import { describe, expect, it } from "vitest";
import type { Export } from "#api/types";
import { again, endsBeforeItBegins, isWhole, START, toAsk, toLook } from "./choice";

const asked = { ...START, reason: "To train a model." };

describe("a choice", () => {
  it("takes the whole of its last day along", () => {
    const look = toLook({ ...START, from: "2026-01-31", until: "2026-01-31" });
    const length = Date.parse(look.labeled_until ?? "") - Date.parse(look.labeled_from ?? "");
    expect(length).toBe(24 * 60 * 60 * 1000);
  });

  it("is not whole without a reason, a recipient's key, or with an end before its beginning", () => {
    expect(isWhole(asked)).toBe(true);
    expect(isWhole({ ...asked, reason: "  " })).toBe(false);
    expect(isWhole({ ...asked, content: "aligned" })).toBe(false);
    expect(isWhole({ ...asked, content: "aligned", key: "key" })).toBe(true);
    expect(endsBeforeItBegins({ ...asked, from: "2026-02-01", until: "2026-01-31" })).toBe(true);
    expect(isWhole({ ...asked, from: "2026-02-01", until: "2026-01-31" })).toBe(false);
  });

  it("is asked for again as it was, but for its reason and the recipient's key", () => {
    const chosen = {
      ...START,
      datasets: ["d"],
      guidelines: ["2"],
      classes: ["drug"],
      from: "2026-01-31",
      until: "2026-02-01",
      unreviewed: true,
    };
    const named = (ids: readonly string[] = []) => ids.map((id) => ({ id, name: id }));
    const { datasets, classes, ...rest } = toLook(chosen);
    const before = { ...rest, datasets: named(datasets), classes: named(classes) };
    expect(again(before as unknown as Export)).toEqual(chosen);
  });

  it("sends a key and free text only with originals", () => {
    const redacted = toAsk({ ...asked, key: "key", freeText: true });
    expect(redacted).not.toHaveProperty("recipient_key");
    expect(redacted.include_free_text).toBe(false);
    expect(toAsk({ ...asked, content: "aligned", key: " key " }).recipient_key).toBe("key");
  });
});
