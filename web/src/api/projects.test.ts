import { QueryClient } from "@tanstack/react-query";
import { afterEach, expect, it, vi } from "vitest";
import { guidelineVersionQuery } from "./projects";

afterEach(() => vi.unstubAllGlobals());

it("the guideline is asked for by the number that the work is done under, once", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return Response.json({ number: 3, digest: "d", body: "# Rules" });
  });
  const queries = new QueryClient();
  await queries.fetchQuery(guidelineVersionQuery("p", 3));
  const version = await queries.fetchQuery(guidelineVersionQuery("p", 3));
  expect(version.body).toBe("# Rules");
  expect(asked).toEqual(["/api/projects/p/guideline/3"]);
});
