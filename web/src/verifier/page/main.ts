// The page that verifies a bundle: it stands alone, and asks nothing of any network.
// - A bundle is checked without keys; keys that are typed, before or after, judge the result.
// SPDX-License-Identifier: Apache-2.0
import "./page.css";
import "./result.css";
import { NOTHING_TRUSTED } from "../core/keys";
import type { Report } from "../core/report";
import { type Lack, lacking } from "./able";
import { check } from "./checking";
import { h } from "./dom";
import { judged, typed } from "./judging";
import { dropZone, header, note } from "./parts";
import { type Picked, pickedFromDrop } from "./picking";
import { resultOf } from "./result";
import { faultText, type Language, preferred, speak, t } from "./texts";
import { shareOf } from "./wire";

type State =
  | { readonly at: "start" }
  | { readonly at: "lacks"; readonly lack: Lack }
  | {
      readonly at: "checking";
      readonly name: string;
      readonly since: number;
      readonly share: number;
    }
  | { readonly at: "done"; readonly name: string; readonly report: Report }
  | { readonly at: "broken"; readonly name: string; readonly message: string };

/** The share of a check after which its end can be guessed. */
const ENOUGH = 0.03;

const outcome = h("div", { id: "outcome" });
const said = h("p", { class: "sr-only", role: "status" });
let state: State = { at: "start" };
let keyText = "";
let stop = () => {};

function begin(picked: Picked | null): void {
  if (picked === null || state.at === "lacks") return;
  stop();
  const { name, files, isFolder } = picked;
  const order = { files, isFolder, trusted: NOTHING_TRUSTED };
  const since = performance.now();
  show({ at: "checking", name, since, share: 0 });
  stop = check(order, {
    onRead: (read) => show({ at: "checking", name, since, share: shareOf(order, read) }),
    onReport: (report) => show({ at: "done", name, report }),
    onBroken: (message) => show({ at: "broken", name, message }),
  });
}

function cancel(): void {
  stop();
  show({ at: "start" });
  said.textContent = t("cancelled");
  document.getElementById("file")?.focus();
}

function show(next: State): void {
  const before = state.at;
  state = next;
  if (state.at === "checking" && before === "checking") tellProgress(state);
  else drawOutcome();
}

function drawOutcome(): void {
  outcome.replaceChildren(...drawn());
  if (state.at === "checking") tellProgress(state);
  if (state.at === "done" || state.at === "broken")
    outcome.querySelector<HTMLElement>("section")?.focus();
}

function drawn(): HTMLElement[] {
  switch (state.at) {
    case "start":
      return [];
    case "lacks":
      return [note(t("lacks.title"), t(`lacks.${state.lack}`), t("lacks.next"))];
    case "checking":
      return [progress(state.name)];
    case "broken":
      return [note(t("broken.title"), state.message, t("broken.next"))];
    case "done": {
      const { trusted } = typed(keyText);
      return [resultOf(judged(state.report, trusted), trusted, state.name), again()];
    }
  }
}

const progress = (name: string): HTMLElement =>
  h(
    "section",
    { class: "result" },
    h("h2", { id: "checking" }, t("checking.title")),
    h("p", { class: "file" }, name),
    h("progress", { max: 1, value: 0, "aria-labelledby": "checking" }),
    h("p", { class: "left" }),
    h("button", { type: "button", onclick: cancel }, t("checking.cancel")),
  );

const again = (): HTMLElement =>
  h("p", { class: "after" }, h("button", { type: "button", onclick: saveReport }, t("save")));

function tellProgress({ share, since }: Extract<State, { at: "checking" }>): void {
  const bar = outcome.querySelector("progress");
  const left = outcome.querySelector(".left");
  if (bar === null || left === null) return;
  bar.value = share;
  const percent = Math.floor(100 * share);
  const seconds = Math.ceil(((performance.now() - since) * (1 - share)) / share / 1000);
  left.textContent =
    share < ENOUGH ? t("checking.share", { percent }) : t("checking.left", { percent, seconds });
}

/** The report as a file: for the record of whoever checked. */
function saveReport(): void {
  if (state.at !== "done") return;
  const report = judged(state.report, typed(keyText).trusted);
  const content = new Blob([`${JSON.stringify(report, null, 2)}\n`], { type: "application/json" });
  const link = h("a", {
    href: URL.createObjectURL(content),
    download: `${state.name}.report.json`,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function acceptDrops(): void {
  const mark = (is: boolean) => document.body.classList.toggle("over", is);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    mark(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
    if (event.dataTransfer === null) return;
    pickedFromDrop(event.dataTransfer)
      .then(begin)
      .catch((cause: unknown) => show({ at: "broken", name: "", message: String(cause) }));
  });
}

function keyField(): HTMLElement {
  const wrong = h("p", { id: "key-fault", class: "field-fault" });
  const read = (event: Event) => {
    keyText = (event.currentTarget as HTMLTextAreaElement).value;
    const { fault } = typed(keyText);
    wrong.textContent =
      fault === null ? "" : t("key.fault", { fault: faultText(fault.code, fault.values) });
    const area = outcome.querySelector("section");
    if (state.at === "done" && area !== null) outcome.replaceChildren(...drawn());
  };
  const field = h("textarea", {
    ...{ id: "key", rows: 2, spellcheck: "false", autocomplete: "off", oninput: read },
    "aria-describedby": "key-about key-fault",
  });
  field.value = keyText;
  return h(
    "section",
    { class: "key-field" },
    h("label", { for: "key" }, t("key.label")),
    h("p", { id: "key-about", class: "quiet" }, t("key.about")),
    field,
    wrong,
  );
}

function draw(tongue: Language): void {
  speak(tongue);
  document.documentElement.lang = tongue;
  document.title = t("title");
  const page = h(
    "main",
    {},
    h("h1", {}, t("title")),
    h("p", { class: "lead" }, t("about")),
    keyField(),
    dropZone(begin),
    outcome,
    said,
    h("p", { class: "foot" }, t("foot")),
  );
  document.body.replaceChildren(header(draw), page);
  drawOutcome();
}

draw(preferred(navigator.languages));
acceptDrops();
lacking()
  .then((lack) => lack !== null && show({ at: "lacks", lack }))
  .catch((cause: unknown) => show({ at: "broken", name: "", message: String(cause) }));
