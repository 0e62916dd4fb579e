// A look at the head of a file, in the browser only: which columns it has and one example of each.
// - Only the first part of the file is read; nothing is kept or sent.
// - What cannot be read has no columns: the server says later what is wrong with it.
// SPDX-License-Identifier: Apache-2.0

export interface Column {
  readonly name: string;
  readonly example: string;
}

/** What a column is used for. */
export type Use =
  | ("content" | "external_id" | "subject" | "shown" | "hidden" | "labels" | "none")
  | TurnUse;

/** What a column of a table says that has one turn of a conversation in a row. */
type TurnUse = "conversation" | "turn" | "speaker" | "role" | "time";

const HEAD_BYTES = 65_536;
const EXAMPLE_LENGTH = 60;

/** Decode the head of a file by its byte order mark; UTF-8 without one. */
export function decodeHead(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const is16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const encoding = is16 ? (first === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** The cells of the first rows; quotes double inside quotes, a quoted cell may hold line breaks. */
export function headRows(text: string, separator: "," | "\t", wanted: number): string[][] {
  const cells = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^${separator}\\n]*))\\r?(${separator}|\\n|$)`,
    "y",
  );
  const rows: string[][] = [];
  let row: string[] = [];
  while (rows.length < wanted && cells.lastIndex < text.length) {
    const [, quoted, plain = "", end] = cells.exec(text) ?? [];
    if (end === undefined) break;
    row.push(quoted?.replaceAll('""', '"') ?? plain.replace(/\r$/, ""));
    if (end === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function example(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const flat = (text ?? "").replace(/\s+/g, " ");
  return flat.length > EXAMPLE_LENGTH ? `${flat.slice(0, EXAMPLE_LENGTH)}…` : flat;
}

function ofObject(value: unknown): Column[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).map(([name, inner]) => ({ name, example: example(inner) }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The JSON object that begins at `from`, or null if the head ends before it does. */
function objectAt(text: string, from: number): unknown {
  let depth = 0;
  const tokens = /"(?:\\.|[^"\\])*"|[{}]/g;
  tokens.lastIndex = from;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    if (token[0] === "{") depth++;
    else if (token[0] === "}" && --depth === 0) return parsed(text.slice(from, tokens.lastIndex));
  }
  return null;
}

function ofRows(text: string, separator: "," | "\t"): Column[] {
  const [header = [], first = []] = headRows(text, separator, 2);
  return header.map((name, at) => ({ name: name.trim(), example: example(first[at] ?? "") }));
}

/** Columns of a Label Studio task: the fields of its `data`. */
function ofTasks(text: string): Column[] {
  const data = /"data"\s*:\s*(?=\{)/.exec(text);
  return data === null ? [] : ofObject(objectAt(text, data.index + data[0].length));
}

/** The columns in the head of a file of this kind. */
export function columnsIn(kind: string, head: string): readonly Column[] {
  const text = head.replace(/^\ufeff/, "");
  if (kind === "csv") return ofRows(text, ",");
  if (kind === "tsv") return ofRows(text, "\t");
  if (kind === "jsonl") return ofObject(parsed(text.split("\n").find((line) => line.trim()) ?? ""));
  if (kind === "json") return ofTasks(text);
  return [];
}

/** The columns of a file, read from its first part. */
export async function peek(kind: string, file: Blob): Promise<readonly Column[]> {
  const bytes = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
  return columnsIn(kind, decodeHead(bytes));
}

const USUAL: readonly (readonly [Use, RegExp])[] = [
  [
    "content",
    /^(text|content|body|note|messages?|transcript|dialog(ue)?|document|conversation|turns)$/i,
  ],
  ["external_id", /^(id|external_id|uid|uuid|key|note_id|doc_id)$/i],
  ["subject", /^(subject|patient|patient_id|subject_id|customer|customer_id|client_id)$/i],
  ["labels", /^(label|labels|entities|annotations|spans|completions)$/i],
];

/** Only a table that names conversations has turns in its rows. */
const OF_TURNS: readonly (readonly [Use, RegExp])[] = [
  ["content", /^(utterance|said|words)$/i],
  ["turn", /^(turn|turn_id|turn_no|turn_number|order|seq|index|message_no)$/i],
  ["speaker", /^(speaker|author|sender|from|name|user)$/i],
  ["role", /^(role|sender_type|author_type|speaker_role)$/i],
  ["time", /^(time|timestamp|created_at|sent_at|date)$/i],
];
const CONVERSATION = /^(conversation|chat|dialogue|dialog|call|session|thread|ticket)_?(id|no)$/i;

/** A first idea of what each column is for; every use but plain ones is given once. */
export function guessUses(columns: readonly Column[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>(columns.map((column) => [column.name, "none"]));
  const chat = columns.find(({ name }) => CONVERSATION.test(name));
  if (chat !== undefined) uses.set(chat.name, "conversation");
  const usual = chat === undefined ? USUAL : [...USUAL.slice(0, 1), ...OF_TURNS, ...USUAL.slice(2)];
  for (const [use, pattern] of usual) {
    const match = columns.find(({ name }) => pattern.test(name) && uses.get(name) === "none");
    if (match !== undefined && ![...uses.values()].includes(use)) uses.set(match.name, use);
  }
  const hasContent = [...uses.values()].includes("content");
  const only = columns.length === 1 ? columns[0] : undefined;
  if (!hasContent && only !== undefined) uses.set(only.name, "content");
  return uses;
}
