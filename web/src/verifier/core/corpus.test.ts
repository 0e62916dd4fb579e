// The same verdict as `sealmark-verify`, on a corpus of whole and bent bundles that Python writes.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultText, speak } from "../page/texts";
import type { Where } from "./faults";
import { FolderSource } from "./folder";
import { parseTrusted } from "./keys";
import { report } from "./report";
import { ZipSource } from "./zip";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const nothing = () => undefined;
/** Python notices these while it reads, we when we write again: same line, other words. */
const SAID_OTHERWISE = new Set([
  ...["document-fraction", "document-whole-fraction", "document-exponent", "document-twice"],
  "container-mended",
]);

interface Verdict {
  readonly folder: boolean;
  readonly keys: readonly string[];
  readonly verified: boolean;
  readonly summary?: unknown;
  readonly where?: string;
  readonly what?: string;
}

const folder = mkdtempSync(join(tmpdir(), "sealmark-corpus-"));
let verdicts: Readonly<Record<string, Verdict>> = {};

beforeAll(() => {
  execFileSync(join(ROOT, ".venv/bin/python"), ["-m", "verify.tests.corpus", folder], {
    cwd: ROOT,
  });
  verdicts = JSON.parse(readFileSync(join(folder, "verdicts.json"), "utf8"));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

/** Where Python says a fault is, in its words. */
function spelled({ file, line, revision }: Where): string {
  if (line === undefined) return file;
  return `${file} line ${line}${revision === undefined ? "" : ` (revision ${revision})`}`;
}

function filesIn(path: string): Map<string, Blob> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(path, file), new Blob([readFileSync(file)])]),
  );
}

function verdictOn(name: string, { folder: isFolder, keys }: Verdict) {
  const path = join(folder, name);
  const open = async () =>
    isFolder
      ? new FolderSource(filesIn(path), nothing)
      : await ZipSource.open(new Blob([readFileSync(path)]), nothing);
  return report(open, parseTrusted(keys.join("\n")));
}

it("every bundle of the corpus gets the verdict, the place and the words that Python gives", async () => {
  expect(Object.keys(verdicts).length).toBeGreaterThan(100);
  const [expected, found]: [unknown[], unknown[]] = [[], []];
  for (const [name, verdict] of Object.entries(verdicts)) {
    const { verified, summary, where, what } = verdict;
    const own = await verdictOn(name, verdict);
    const said = own.verified
      ? { summary: own.summary }
      : { where: spelled(own.where), what: faultText(own.code, own.values) };
    if (SAID_OTHERWISE.has(name)) {
      expect({ name, where: said.where }).toEqual({
        name,
        where: expect.stringContaining(where ?? ""),
      });
      continue;
    }
    expected.push({ name, ...(verified ? { summary } : { where, what }) });
    found.push({ name, ...said });
  }
  expect(found).toEqual(expected);
}, 120_000);

describe("a single bit", () => {
  it("changed anywhere in a container is refused", async () => {
    const whole = readFileSync(join(folder, "whole"));
    for (let place = 0; place < whole.length; place += 5) {
      const bent = Uint8Array.from(whole);
      bent[place] = (bent[place] as number) ^ (1 << (place % 8));
      const own = await report(() => ZipSource.open(new Blob([bent]), nothing), parseTrusted(""));
      expect({ place, verified: own.verified }).toEqual({ place, verified: false });
    }
  }, 120_000);

  it("changed anywhere in a file of a folder is refused", async () => {
    const files = filesIn(join(folder, "unpacked"));
    for (const [name, blob] of files) {
      const data = new Uint8Array(await blob.arrayBuffer());
      for (let place = 0; place < data.length; place += 37) {
        const bent = Uint8Array.from(data);
        bent[place] = (bent[place] as number) ^ (1 << (place % 8));
        const source = new FolderSource(new Map(files).set(name, new Blob([bent])), nothing);
        const own = await report(async () => source, parseTrusted(""));
        expect({ name, place, verified: own.verified }).toEqual({ name, place, verified: false });
      }
    }
  }, 240_000);
});

it("a fingerprint is as good as the key line, and another one is refused", async () => {
  const whole = verdicts["key-given"] as Verdict;
  const open = () => ZipSource.open(new Blob([readFileSync(join(folder, "key-given"))]), nothing);
  const [first] = (whole.summary as { keys: { fingerprint: string }[] }).keys;
  const spaced = first?.fingerprint.toUpperCase().replace(/(.{8})/g, "$1 ") ?? "";
  const good = await report(open, parseTrusted(spaced));
  expect(good.verified && good.summary.keys.map(({ trust }) => trust)).toEqual([
    "given",
    "vouched",
  ]);
  const bad = await report(open, parseTrusted("0".repeat(64)));
  expect(bad).toMatchObject({ verified: false, code: "key.other" });
});

speak("en");
