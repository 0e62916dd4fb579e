// Parts of the page that keep no state.
// SPDX-License-Identifier: Apache-2.0
import { h } from "./dom";
import { type Picked, pickedFrom } from "./picking";
import { LANGUAGES, type Language, language, t } from "./texts";

const MARK = "M7 12.5h9v7H7z";
const LINES = "M19 16h6M19 12.5h4M19 19.5h5";
const SVG = "http://www.w3.org/2000/svg";

export const note = (title: string, ...lines: readonly string[]): HTMLElement =>
  h(
    "section",
    { class: "result", "data-verdict": "fails", tabindex: -1, role: "alert" },
    h("h2", {}, title),
    ...lines.map((line) => h("p", {}, line)),
  );

export function dropZone(begin: (picked: Picked | null) => void): HTMLElement {
  const pick = (event: Event) => begin(pickedFrom(event.currentTarget as HTMLInputElement));
  // A second choice of the same file is a choice, too.
  const forget = (event: Event) => {
    (event.currentTarget as HTMLInputElement).value = "";
  };
  const zone = h(
    "section",
    { class: "drop", "aria-labelledby": "drop" },
    h("h2", { id: "drop" }, t("drop.title")),
    h("p", { class: "quiet" }, t("drop.about")),
    h("label", { class: "primary", for: "file" }, t("drop.file")),
    h("input", { id: "file", class: "sr-only", type: "file", onclick: forget, onchange: pick }),
    h("label", { for: "folder" }, t("drop.folder")),
    h("input", {
      ...{ id: "folder", class: "sr-only", type: "file", webkitdirectory: true },
      ...{ onclick: forget, onchange: pick },
    }),
  );
  return zone;
}

function mark(): SVGElement {
  const part = (name: string, attributes: Readonly<Record<string, string>>) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element as SVGElement;
  };
  const svg = part("svg", {
    viewBox: "0 0 32 32",
    width: "24",
    height: "24",
    "aria-hidden": "true",
  });
  svg.append(
    part("rect", { width: "32", height: "32", rx: "7", fill: "#4263eb" }),
    part("path", { d: MARK, fill: "#fff" }),
    part("path", { d: LINES, stroke: "#fff", "stroke-width": "2", "stroke-linecap": "round" }),
  );
  return svg;
}

export function header(draw: (tongue: Language) => void): HTMLElement {
  const choices = Object.entries(LANGUAGES).map(([tongue, name]) =>
    h(
      "button",
      {
        ...{ type: "button", lang: tongue, "aria-pressed": String(tongue === language()) },
        onclick: () => draw(tongue as Language),
      },
      name,
    ),
  );
  return h(
    "header",
    {},
    h("p", { class: "brand" }, mark(), "Sealmark"),
    h("div", { role: "group", "aria-label": t("language"), class: "languages" }, ...choices),
  );
}
