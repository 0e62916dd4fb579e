import { afterEach, expect, it, vi } from "vitest";
import { address, call } from "./http";

afterEach(() => vi.unstubAllGlobals());

it("ids are filled into the path, and cannot leave their place in it", () => {
  expect(address("/api/a/{a_id}/b/{b}", { path: { a_id: "x/../y", b: 3 } })).toBe(
    "/api/a/x%2F..%2Fy/b/3",
  );
});

it("what is not asked for is left out of the query", () => {
  expect(address("/api/a", { query: { after: null, size: 5 } })).toBe("/api/a?size=5");
});

it("a path that answers nothing answers null", async () => {
  vi.stubGlobal("document", { cookie: "csrftoken=abc" });
  const asked = vi.fn(async () => new Response(null, { status: 204 }));
  vi.stubGlobal("fetch", asked);
  const answer = await call("DELETE", "/api/sessions/{session_id}", { path: { session_id: "s" } });
  expect(answer).toBeNull();
  expect(asked).toHaveBeenCalledWith(
    "/api/sessions/s",
    expect.objectContaining({ method: "DELETE" }),
  );
});
