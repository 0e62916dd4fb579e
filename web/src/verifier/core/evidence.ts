// The evidence: every revision with its document, its statement, its event, its place in the log.
// - `events.jsonl` is in the order of the log; `revisions.jsonl` holds, in the same order, one line
//   for each event that made a revision. Both are read once, side by side.
// SPDX-License-Identifier: Apache-2.0
import { decode, encode, fromHex, hash, joined, toHex } from "./bytes";
import { canonical, parseJson } from "./canonical";
import { Chains } from "./chain";
import type { Checkpoint } from "./checkpoint";
import { decides, digestOf, type LoggedEvent, makesRevision, parseEvent, uuidOf } from "./event";
import { Fault, located, locatedLater, type Where } from "./faults";
import { Fields } from "./fields";
import { EVENTS, type FileEntry, HASHES, MANIFEST, type Manifest, REVISIONS } from "./manifest";
import { leafHash } from "./merkle";
import { MultiProof } from "./ranges";
import { checkedHashes, checkedLines, type Source } from "./reading";
import { type LabelStatement, parseStatement } from "./statement";
import { Tally } from "./tally";

const SALT_SIZE = 32;

/** A line of `revisions.jsonl` whose document fits its statement. */
interface Revision {
  readonly where: Where;
  readonly statement: LabelStatement;
  readonly digest: string;
}

interface Placed {
  readonly where: Where;
  readonly event: LoggedEvent;
}

/** Refuse unless all evidence holds; return what it says. */
export async function checkEvidence(
  source: Source,
  manifest: Manifest,
  checkpoint: Checkpoint,
): Promise<Tally> {
  const [tally, chains, revisions] = [new Tally(), new Chains(), readRevisions(source, manifest)];
  let events = 0;
  for await (const { where, event } of readEvents(source, manifest, checkpoint)) {
    events += 1;
    if (!makesRevision(event)) {
      located(where, () => takeOther(event, chains, tally));
      continue;
    }
    const next = await revisions.next();
    if (next.done) throw new Fault("evidence.withheld", {}, where);
    const { statement, digest } = next.value;
    located(next.value.where, () => {
      refuseUnlogged(statement, digest, event);
      chains.addRevision(statement);
    });
    tally.add(statement);
  }
  if (!(await revisions.next()).done) throw new Fault("evidence.unlogged", {}, { file: REVISIONS });
  located({ file: REVISIONS }, () => chains.finish());
  const { counts } = manifest;
  if (
    counts.documents !== chains.documents ||
    counts.revisions !== chains.revisions ||
    counts.events !== events
  )
    throw new Fault("evidence.counts", {}, { file: MANIFEST });
  return tally;
}

/** Take in an event that made no revision. */
function takeOther(event: LoggedEvent, chains: Chains, tally: Tally): void {
  if (!decides(event)) return;
  chains.addVerdict(event);
  tally.addVerdict(event);
}

/** Refuse a statement that is not the one in the log's event. */
function refuseUnlogged({ revision }: LabelStatement, digest: string, event: LoggedEvent): void {
  if (uuidOf(event, "revision") !== revision) throw new Fault("evidence.order");
  if (digestOf(event, "statement") !== digest) throw new Fault("evidence.statement");
}

/** Each event with its place; at the end all are proven to be in the log. */
async function* readEvents(
  source: Source,
  manifest: Manifest,
  { size, root }: Checkpoint,
): AsyncGenerator<Placed> {
  const hashes = checkedHashes(source, HASHES, entryOf(manifest, HASHES));
  const proof = new MultiProof(size, root, hashes);
  let line = 0;
  for await (const data of checkedLines(source, EVENTS, entryOf(manifest, EVENTS))) {
    line += 1;
    const where = { file: EVENTS, line };
    const { index, leaf, event } = located(where, () => parseEventLine(data, manifest.project));
    await locatedLater(where, () => proof.add(index, leaf));
    yield { where, event };
  }
  await locatedLater({ file: `${EVENTS} and ${HASHES}` }, () => proof.finish());
}

function parseEventLine(line: Uint8Array, project: string) {
  const text = textOf(line);
  const fields = new Fields(parseJson(text), "event", "index");
  const [entry, index] = [canonical(fields.raw("event")), fields.count("index")];
  if (`{"event":${entry},"index":${index}}` !== text) throw new Fault("line.spelling");
  const event = parseEvent(fields.raw("event"));
  if (event.project !== project) throw new Fault("event.project");
  return { index, leaf: leafHash(encode(entry)), event };
}

/** Each revision whose document fits its statement. */
async function* readRevisions(source: Source, manifest: Manifest): AsyncGenerator<Revision> {
  let line = 0;
  for await (const data of checkedLines(source, REVISIONS, entryOf(manifest, REVISIONS))) {
    line += 1;
    yield located({ file: REVISIONS, line }, () => {
      const revision = parseRevisionLine(line, data);
      if (revision.statement.project !== manifest.project) throw new Fault("statement.project");
      return revision;
    });
  }
}

function parseRevisionLine(line: number, data: Uint8Array): Revision {
  const text = textOf(data);
  const fields = new Fields(parseJson(text), "asset", "document", "revision", "salt", "statement");
  const [revision, asset] = [fields.uuid("revision"), fields.uuid("asset")];
  const where = { file: REVISIONS, line, revision };
  return located(where, () => {
    const salt = fields.text("salt");
    const salted = fromHex(salt, SALT_SIZE);
    const document = canonical(fields.raw("document"));
    const spelled = canonical(fields.raw("statement"));
    const whole = `{"asset":"${asset}","document":${document},"revision":"${revision}","salt":"${salt}","statement":${spelled}}`;
    if (whole !== text) throw new Fault("line.spelling");
    const statement = parseStatement(fields.raw("statement"));
    if (statement.revision !== revision || statement.asset !== asset) throw new Fault("line.other");
    if (toHex(hash(joined(salted, encode(document)))) !== statement.commitment)
      throw new Fault("line.commitment");
    return { where, statement, digest: toHex(hash(encode(spelled))) };
  });
}

function textOf(line: Uint8Array): string {
  const text = decode(line);
  if (text === undefined) throw new Fault("json");
  return text;
}

function entryOf(manifest: Manifest, name: string): FileEntry {
  const entry = manifest.files.get(name);
  if (entry === undefined) throw new Fault("manifest.lacks", {}, { file: MANIFEST });
  return entry;
}
