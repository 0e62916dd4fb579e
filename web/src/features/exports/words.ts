// Exports in words.
// SPDX-License-Identifier: Apache-2.0
import type { Export, ExportContent, ExportFormat } from "#api/types";
import { language, say } from "#i18n/language";
import type { Key } from "#i18n/namespaces";
import { day } from "#lib/time";

export const FORMATS = ["jsonl", "csv", "label_studio", "conll"] as const satisfies ExportFormat[];

export const isFormat = (name: string): name is ExportFormat =>
  FORMATS.some((each) => each === name);

/** A format that this page does not know yet keeps the server's name. */
export const formatName = (format: string): string =>
  isFormat(format) ? say("exports")(`format.${format}`) : format;

export const contentName = (content: ExportContent): string => say("exports")(`content.${content}`);

/** How one label looks in each format: data, not words. */
export const EXAMPLES: Readonly<Record<ExportFormat, string>> = {
  jsonl: `{"id":"letter-1","reviewed":true,"text":"[NAME_1] takes aspirin.","spans":[{"start":15,"end":22,"name":"Drug","quote":"aspirin"}],"answers":{"urgent":"no"}}`,
  csv: `"id","reviewed","text","spans","answer:urgent"
"letter-1","true","[NAME_1] takes aspirin.","[{""start"":15,""end"":22,""quote"":""aspirin""}]","no"`,
  label_studio: `[{"data":{"text":"[NAME_1] takes aspirin."},"annotations":[{"result":[{"type":"labels","value":{"start":15,"end":22,"labels":["Drug"]}}]}]}]`,
  conll: `[NAME_1] O
takes O
aspirin B-Drug
. O`,
};

type Tone = "ok" | "warn" | "bad" | "busy" | "quiet";

const TONES: Readonly<Record<Export["state"], Tone>> = {
  requested: "busy",
  waiting_for_approval: "warn",
  waiting_for_log: "busy",
  building: "busy",
  ready: "ok",
  failed: "bad",
  refused: "bad",
  cancelled: "quiet",
  expired: "quiet",
};

export const stateOf = (state: Export["state"]): readonly [Tone, string] => [
  TONES[state],
  say("exports")(`state.${state}`),
];

const COUNTED = ["documents", "spans", "relations", "answers", "events"] as const;

/** `12 documents`; what a format lost keeps the server's word. */
export function countText(name: string, amount: number): string {
  const known = COUNTED.find((each) => each === name);
  if (known !== undefined) return say("exports")(`count.${known}`, { count: amount });
  return `${amount.toLocaleString(language())} ${name.replace(/_/g, " ")}`;
}

/** What was chosen beyond everything that is reviewed. */
export function choiceTexts(item: Export): string[] {
  const t = say("exports");
  const { labeled_from: from, labeled_until: until } = item;
  const classes = item.classes.map(({ name }) => name).join(", ");
  const names = item.datasets.map(({ name }) => name).join(", ");
  return [
    ...(names === "" ? [] : [t("choice.datasets", { names })]),
    ...(classes === "" ? [] : [t("choice.classes", { names: classes })]),
    ...(item.guidelines.length === 0
      ? []
      : [t("choice.guidelines", { numbers: item.guidelines.join(", ") })]),
    ...(from === null ? [] : [t("choice.from", { day: day(from) })]),
    // The end is the beginning of the day after.
    ...(until === null ? [] : [t("choice.until", { day: day(before(until)) })]),
    ...(item.include_unreviewed ? [t("choice.unreviewed")] : []),
    ...(item.include_free_text && item.content === "aligned" ? [t("choice.freeText")] : []),
  ];
}

const before = (iso: string): string => new Date(Date.parse(iso) - 1).toISOString();

export const FILTERS = {
  all: () => true,
  waiting: (state) =>
    ["requested", "waiting_for_approval", "waiting_for_log", "building"].includes(state),
  ready: (state) => state === "ready",
  ended: (state) => ["failed", "refused", "cancelled", "expired"].includes(state),
} as const satisfies Record<string, (state: Export["state"]) => boolean>;

export type Filter = keyof typeof FILTERS;

export const filterKey = (filter: Filter): Key<"exports"> => `filter.${filter}`;
