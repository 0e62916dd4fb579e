import { expect, it } from "vitest";
import { columnsIn, decodeHead, guessUses, headRows, peek } from "./columns";

const names = (kind: string, head: string) => columnsIn(kind, head).map((column) => column.name);

it("reads quoted cells with separators, quotes and line breaks in them", () => {
  expect(headRows('id,"a ""b"", c"\n1,"two\nlines"\n2,x', ",", 2)).toEqual([
    ["id", 'a "b", c'],
    ["1", "two\nlines"],
  ]);
});

it("reads the header of csv and tsv, with or without a byte order mark", () => {
  expect(names("csv", '\ufeffid,"text"\r\n1,hello\r\n')).toEqual(["id", "text"]);
  expect(names("tsv", "id\ttext, with comma\n1\thello")).toEqual(["id", "text, with comma"]);
});

it("reads the keys of the first line of jsonl", () => {
  expect(names("jsonl", '\n{"text":"a","label":[[0,1,"X"]]}\n{"b":1}')).toEqual(["text", "label"]);
});

it("reads the data fields of a task list whose end is cut off", () => {
  const head = '[{"id":1,"data":{"text":"a \\"}\\" b","meta":{"x":1}},"annotations":[{"res';
  expect(names("json", head)).toEqual(["text", "meta"]);
});

it("a broken head has no columns", () => {
  expect(columnsIn("jsonl", '{"text": "a')).toEqual([]);
  expect(columnsIn("json", '[{"data": {"te')).toEqual([]);
  expect(columnsIn("csv", "")).toEqual([]);
});

it("decodes by the byte order mark", () => {
  expect(decodeHead(new Uint8Array([0xff, 0xfe, 0x61, 0, 0xe4, 0]))).toBe("aä");
  expect(decodeHead(new Uint8Array([0xfe, 0xff, 0, 0x61, 0, 0xe4]))).toBe("aä");
  expect(decodeHead(new Uint8Array([0x61, 0xc3, 0xa4]))).toBe("aä");
});

it("peeks into a file without reading all of it", async () => {
  const file = new Blob([`id,text\n1,${"x".repeat(1_000_000)}`]);
  const [id, text] = await peek("csv", file);
  expect(id).toEqual({ name: "id", example: "1" });
  expect(text?.example.length).toBeLessThan(70);
});

it("guesses the usual names once each", () => {
  const columns = ["note_id", "id", "TEXT", "patient", "age"].map((name) => ({
    name,
    example: "",
  }));
  expect(Object.fromEntries(guessUses(columns))).toEqual({
    note_id: "external_id",
    id: "none",
    TEXT: "content",
    patient: "subject",
    age: "none",
  });
});

it("knows a table that has one turn of a conversation in a row", () => {
  const columns = ["chat_id", "id", "seq", "sender", "sent_at", "customer", "message"].map(
    (name) => ({ name, example: "" }),
  );
  expect(Object.fromEntries(guessUses(columns))).toEqual({
    chat_id: "conversation",
    id: "none",
    seq: "turn",
    sender: "speaker",
    sent_at: "time",
    customer: "subject",
    message: "content",
  });
});

it("a lonely column is the text", () => {
  expect([...guessUses([{ name: "what", example: "" }]).values()]).toEqual(["content"]);
});
