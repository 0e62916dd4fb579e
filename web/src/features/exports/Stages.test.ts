import { describe, expect, it } from "vitest";
import { secondsLeft } from "./Stages";

const started_at = "2026-01-31T12:00:00Z";
const later = (seconds: number) => Date.parse(started_at) + 1000 * seconds;

describe("the time that is left", () => {
  it("is what the rest takes, going on as until now", () => {
    expect(secondsLeft({ done: 250, total: 1000, started_at }, later(10))).toBe(30);
  });

  it("is not guessed while too little is done, or nothing is known", () => {
    expect(secondsLeft({ done: 10, total: 1000, started_at }, later(10))).toBeNull();
    expect(secondsLeft({ done: 0, total: 0, started_at }, later(10))).toBeNull();
    expect(secondsLeft({ done: 250, total: 1000, started_at: null }, later(10))).toBeNull();
    expect(secondsLeft(null, later(10))).toBeNull();
  });
});
