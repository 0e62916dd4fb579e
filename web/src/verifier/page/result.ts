// The verdict in plain words: what is proven, by whose key, what is not; or what is wrong, and where.
// SPDX-License-Identifier: Apache-2.0
import type { Key } from "#i18n/namespaces";
import { CONTAINER } from "../core/faults";
import type { Trusted } from "../core/keys";
import type { Report, ReportedKey, Summary } from "../core/report";
import type { CountedVersion } from "../core/tally";
import { h } from "./dom";
import { amount, faultText, moment, placeText, t } from "./texts";

type Holds = Extract<Report, { verified: true }>;
type Fails = Extract<Report, { verified: false }>;
const NOT_PROVEN = ["people", "data", "whole", "story", "time"] as const;

/** Whether none of the keys was had from the owner. */
const isKeyOpen = (trusted: Trusted): boolean =>
  trusted.lines.length + trusted.fingerprints.length === 0;

function verdictOf(report: Report, trusted: Trusted): "holds" | "open" | "fails" {
  if (!report.verified) return "fails";
  return isKeyOpen(trusted) ? "open" : "holds";
}

const TITLES = {
  holds: "verdict.holds",
  open: "verdict.open",
  fails: "verdict.fails",
} as const satisfies Record<string, Key<"verifier">>;

export function resultOf(report: Report, trusted: Trusted, name: string): HTMLElement {
  const verdict = verdictOf(report, trusted);
  return h(
    "section",
    { class: "result", "data-verdict": verdict, "aria-labelledby": "verdict", tabindex: -1 },
    h("h2", { id: "verdict" }, t(TITLES[verdict])),
    h("p", { class: "file" }, name),
    ...(report.verified ? holding(report, verdict === "open") : failing(report)),
  );
}

function failing({ code, values, where }: Fails): HTMLElement[] {
  const isRepacked = where.file === CONTAINER.file;
  return [
    h("p", { class: "fault" }, h("strong", {}, placeText(where)), `: ${faultText(code, values)}`),
    h("h3", {}, t("fails.what")),
    h("p", {}, t(code === "key.other" ? "fails.key" : "fails.meaning")),
    ...(isRepacked ? [h("p", {}, t("fails.repacked"))] : []),
    h("p", {}, t("fails.next")),
  ];
}

function holding({ summary, span }: Holds, isOpen: boolean): HTMLElement[] {
  return [
    h("p", { class: "lead" }, t(isOpen ? "open.meaning" : "holds.meaning")),
    h("h3", {}, t("keys.title")),
    ...summary.keys.map(keyCard),
    h("h3", {}, t("proven.title")),
    h("ul", {}, ...proven(summary, span).map((text) => h("li", {}, text))),
    h("h3", {}, t("unproven.title")),
    h("ul", {}, ...NOT_PROVEN.map((each) => h("li", {}, t(`unproven.${each}`)))),
    details(summary),
  ];
}

function keyCard({ kind, id, fingerprint, trust }: ReportedKey): HTMLElement {
  const groups = fingerprint.match(/.{8}/g) ?? [];
  return h(
    "div",
    { class: `key ${trust}` },
    h("p", { class: "kind" }, t("keys.kind", { kind, id })),
    h(
      "p",
      { class: "fingerprint" },
      h("span", { class: "quiet" }, `${t("keys.fingerprint")} `),
      h("code", {}, groups.join(" ")),
    ),
    h("p", {}, t(`keys.${trust}`)),
  );
}

function proven(
  { counts, people, content, data_format: format, ...about }: Summary,
  span: Holds["span"],
) {
  const persons = new Set(people.map(({ actor }) => actor)).size;
  return [
    t("proven.labels", {
      documents: counts.documents,
      revisions: counts.revisions,
      people: persons,
    }),
    ...(span.first === ""
      ? []
      : [t("proven.span", { first: moment(span.first), last: moment(span.last) })]),
    t("proven.statements"),
    t("proven.steps", { events: counts.events }),
    t("proven.log", {
      size: amount(Number(about.log["size"])),
      origin: String(about.log["origin"]),
    }),
    t(content === "original" ? "proven.originals" : "proven.data", {
      format,
      at: moment(about.created_at),
    }),
  ];
}

function details(summary: Summary): HTMLElement {
  const rows: (readonly [string, readonly string[]])[] = [
    [t("details.project"), [summary.project]],
    [t("details.export"), [summary.export]],
    [
      t("details.people"),
      summary.people.map(({ actor, duty, acts }) => `${actor} (${duty}) × ${amount(acts)}`),
    ],
    [t("details.guideline"), summary.guidelines.map(versionText)],
    [t("details.ontology"), summary.ontologies.map(versionText)],
    [t("details.policy"), summary.policies.map(versionText)],
    [
      t("details.steps"),
      summary.steps.map((each) => `${each.step}: ${each.decision} × ${amount(each.revisions)}`),
    ],
    [t("details.verdicts"), counted(summary.verdicts)],
    [t("details.outcomes"), counted(summary.outcomes)],
    [t("details.origins"), counted(summary.origins)],
    [t("details.root"), [String(summary.log["root"])]],
    [t("details.sealed"), [String(summary.log["sealed_root"])]],
  ];
  const list = rows
    .filter(([, values]) => values.length > 0)
    .flatMap(([title, values]) => [
      h("dt", {}, title),
      ...values.map((value) => h("dd", {}, value)),
    ]);
  return h("details", {}, h("summary", {}, t("details.title")), h("dl", {}, ...list));
}

const versionText = ({ number, version, revisions }: CountedVersion): string =>
  `v${number} ${version} × ${amount(revisions)}`;

const counted = (words: Readonly<Record<string, number>>): string[] =>
  Object.entries(words).map(([word, number]) => `${word} × ${amount(number)}`);
