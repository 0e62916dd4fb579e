import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Markdown } from "./Markdown";

const shown = (source: string) => renderToStaticMarkup(<Markdown source={source} />);

describe("guidelines in Markdown", () => {
  it("show headings below the page's own, lists, tables and code", () => {
    const html = shown(
      "# Drugs\n\n- **mark** `500 mg`\n- not *this*\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    );
    expect(html).toContain("<h2>Drugs</h2>");
    expect(html).toContain("<li><strong>mark</strong> <code>500 mg</code></li>");
    expect(html).toContain("<td>2</td>");
  });

  const attacks = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    'text <b onclick="x()">bold</b> text',
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html,<script>1</script>)",
    "![x](https://example.org/pixel.png)",
    '<a href="javascript:alert(1)">x</a>',
    "<svg/onload=alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
  ];
  for (const attack of attacks) {
    it(`never become markup of their own: ${attack}`, () => {
      const html = shown(attack);
      expect(html).not.toMatch(/<(script|img|svg|b|iframe)[\s/>]/i);
      expect(html).not.toMatch(/<[^>]+(javascript:|data:|\son\w+=)/i);
    });
  }

  it("show a link that leads outside apart from us", () => {
    expect(shown("[Guide](https://example.org)")).toContain(
      '<a href="https://example.org" target="_blank" rel="noopener noreferrer">Guide</a>',
    );
  });

  it("show signs that the lexer escapes as they were written", () => {
    expect(shown("a < b & `c > d`")).toContain("a &lt; b &amp; <code>c &gt; d</code>");
  });
});
