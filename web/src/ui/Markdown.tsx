// Guidelines on screen: Markdown becomes React elements, never markup.
// - Raw HTML in the source is shown as the text it is; nothing is parsed as HTML.
// - Links lead to http(s) or mail only, open apart and tell nothing about us; images are not loaded.
// SPDX-License-Identifier: Apache-2.0
import { marked, type Token, type Tokens } from "marked";
import { createElement, type ReactNode } from "react";
import { splitMark } from "#lib/guideline";
import styles from "./markdown.module.css";

const SAFE = /^(https?:|mailto:)/i;

const keyed = (tokens: readonly Token[] | undefined): ReactNode[] =>
  (tokens ?? []).map((token, at) => createElement(Piece, { key: at, token }));

/** Entities that the lexer leaves in place, as the characters they stand for. */
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};

const plain = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

function link(token: Tokens.Link): ReactNode {
  if (!SAFE.test(token.href)) return keyed(token.tokens);
  return (
    <a href={token.href} target="_blank" rel="noopener noreferrer">
      {keyed(token.tokens)}
    </a>
  );
}

/** The page has its own h1: the document's headings begin below it. A mark is not shown. */
function heading({ depth, text, tokens }: Tokens.Heading): ReactNode {
  const { text: words, mark } = splitMark(text);
  return createElement(
    `h${Math.min(6, depth + 1)}`,
    mark === null ? {} : { "data-mark": mark },
    keyed(mark === null ? tokens : marked.Lexer.lexInline(words)),
  );
}

function list(token: Tokens.List): ReactNode {
  const items = token.items.map((item, at) =>
    createElement("li", { key: at }, task(item), keyed(item.tokens)),
  );
  const start = typeof token.start === "number" ? token.start : 1;
  return token.ordered ? <ol start={start}>{items}</ol> : <ul>{items}</ul>;
}

const task = (item: Tokens.ListItem): ReactNode =>
  item.task ? <input type="checkbox" checked={item.checked ?? false} disabled readOnly /> : null;

function table(token: Tokens.Table): ReactNode {
  const cells = (row: readonly Tokens.TableCell[], tag: "td" | "th") =>
    row.map((cell, at) => createElement(tag, { key: at }, keyed(cell.tokens)));
  return (
    <table>
      <thead>
        <tr>{cells(token.header, "th")}</tr>
      </thead>
      <tbody>
        {token.rows.map((row, at) => createElement("tr", { key: at }, cells(row, "td")))}
      </tbody>
    </table>
  );
}

const WRAPPED: Readonly<Record<string, string>> = {
  paragraph: "p",
  strong: "strong",
  em: "em",
  del: "del",
  blockquote: "blockquote",
};

const BY_TYPE: Readonly<Record<string, (token: Token) => ReactNode>> = {
  space: () => null,
  def: () => null,
  hr: () => <hr />,
  br: () => <br />,
  heading: (token) => heading(token as Tokens.Heading),
  link: (token) => link(token as Tokens.Link),
  list: (token) => list(token as Tokens.List),
  table: (token) => table(token as Tokens.Table),
  code: (token) => (
    <pre>
      <code>{(token as Tokens.Code).text}</code>
    </pre>
  ),
  codespan: (token) => <code>{plain((token as Tokens.Codespan).text)}</code>,
  image: (token) => <span>{(token as Tokens.Image).text}</span>,
  html: (token) => token.raw,
  text: (token) => {
    const { tokens, text } = token as Tokens.Text;
    return tokens === undefined ? plain(text) : keyed(tokens);
  },
};

function Piece({ token }: { readonly token: Token }): ReactNode {
  const wrapper = WRAPPED[token.type];
  if (wrapper !== undefined)
    return createElement(wrapper, {}, keyed((token as Tokens.Paragraph).tokens));
  return BY_TYPE[token.type]?.(token) ?? plain("text" in token ? String(token.text) : token.raw);
}

export function Markdown({ source }: { readonly source: string }) {
  return <div className={styles["markdown"]}>{keyed(marked.lexer(source, { gfm: true }))}</div>;
}
