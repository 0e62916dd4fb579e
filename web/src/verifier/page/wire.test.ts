import { describe, expect, it } from "vitest";
import { NOTHING_TRUSTED } from "../core/keys";
import { shareOf } from "./wire";

const files = [["bundle.zip", new Blob([new Uint8Array(1000)])]] as const;
const order = (isFolder: boolean) => ({ files, isFolder, trusted: NOTHING_TRUSTED });

describe("the share of a check that is done", () => {
  it("counts the digest of a container for little, and never passes the whole", () => {
    expect(shareOf(order(false), 0)).toBe(0);
    expect(shareOf(order(false), 1000)).toBeCloseTo(0.05);
    expect(shareOf(order(false), 1500)).toBeCloseTo(0.525);
    expect(shareOf(order(false), 5000)).toBe(1);
  });

  it("is that of the bytes in a folder", () => {
    expect(shareOf(order(true), 500)).toBe(0.5);
  });
});
