// Words that a person reads stand in `src/i18n`, not in the code: this finds those that do not.
// - Looked at are texts between tags, attributes that are read or spoken, and any string with the
//   look of a phrase. `// i18n-exempt: reason` on the line or above excuses one.
// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

const READ = new Set([
  ...["title", "label", "about", "placeholder", "alt", "description", "confirm", "error"],
  ...["aria-label", "aria-description", "aria-roledescription", "aria-valuetext"],
]);
const EXEMPT = /i18n-exempt: \S/;
const LETTERS = /\p{L}{2}/u;
/** Two words or more, the first of them a word of prose. */
const PHRASE = /^\p{Lu}?[\p{Ll}’']+,? \p{L}[\p{L}’' ,.;:]*/u;
/** Strings in these places are not shown: class names, modules, errors for developers. */
const SILENT = new Set([
  "className",
  "class",
  "d",
  "transform",
  "style",
  "viewBox",
  "rel",
  "sizes",
]);

function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(path) && !/\.(test|gen|d)\.tsx?$/.test(path)) yield path;
  }
}

/** One word with a capital: a caption, unless it is one of these names of keys and headers. */
const WORD = /^\p{Lu}\p{Ll}{2,}$/u;
const NAMES = new Set([
  ...["Alt", "Backspace", "Control", "Delete", "End", "Enter", "Escape", "Home", "Insert", "Meta"],
  ...["Shift", "Space", "Tab", "Ctrl", "Dead", "Accept", "Date", "Range", "Error", "Sealmark"],
]);

const isPhrase = (text) => PHRASE.test(text.trim()) || (WORD.test(text) && !NAMES.has(text));

const isSaid = (text) => LETTERS.test(text) && !NAMES.has(text.trim());

/** The words of one node that a person would read, or nothing. */
function wrong(node) {
  if (ts.isJsxText(node)) return isSaid(node.text) ? node.text : undefined;
  if (ts.isJsxAttribute(node)) return wrongAttribute(node);
  const said = written(node);
  return said !== undefined && isPhrase(said) && !isSilent(node) ? said : undefined;
}

function wrongAttribute({ name, initializer }) {
  const said = initializer && ts.isStringLiteral(initializer) ? initializer.text : "";
  return READ.has(name.getText()) && isSaid(said) ? said : undefined;
}

/** What a string says, with what is filled in left open. */
function written(node) {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join("…");
}

function isSilent(node) {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent)) return true;
  if (ts.isJsxAttribute(parent)) return SILENT.has(parent.name.getText());
  if (ts.isLiteralTypeNode(parent)) return true;
  // `new Error("…")` speaks to developers; what people read is an ApiError.
  return ts.isNewExpression(parent) && parent.expression.getText() === "Error";
}

function* literals(path) {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const lines = file.text.split("\n");
  const found = [];
  const visit = (node) => {
    const said = wrong(node);
    if (said !== undefined) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart());
      const excused = [lines[line], lines[line - 1] ?? ""].some((each) => EXEMPT.test(each));
      if (!excused) found.push(`${path}:${line + 1}: not translated: ${said.trim().slice(0, 60)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  yield* found;
}

const found = [...sources("src")]
  .map((path) => relative(".", path))
  .flatMap((path) => [...literals(path)]);
const advice = "Words that people read stand in src/i18n; see its README.md.";
process.stdout.write(
  [...found, ...(found.length > 0 ? [advice] : [])].map((line) => `${line}\n`).join(""),
);
process.exitCode = found.length > 0 ? 1 : 0;
