// What the explorer is asked for: it stands in the address, so that any page can link to it.
// SPDX-License-Identifier: Apache-2.0

const WORDS = ["state", "owner", "assigned", "dataset", "language", "label"] as const;
export const STATES = [
  "open",
  "leased",
  "done",
  "returned",
  "skipped",
  "aside",
  "withdrawn",
] as const;
export const ORDERS = ["added", "finished", "queue"] as const;

export interface Filter extends Readonly<Partial<Record<Exclude<Facet, "state">, string>>> {
  readonly duty?: "label" | "review";
  readonly state?: (typeof STATES)[number];
  readonly order?: (typeof ORDERS)[number];
  /** Labeled under a guideline before this version. */
  readonly before_guideline?: number;
  /** Only tasks of which somebody said that they are not sure. */
  readonly doubted?: true;
}
export type Facet = (typeof WORDS)[number];

/** Read a filter from an address; what does not belong there is left out. */
export function readFilter(search: Readonly<Record<string, unknown>>): Filter {
  const filter: Record<string, string | number | true> = {};
  for (const word of WORDS) {
    const value = search[word];
    if (typeof value === "string" && value !== "") filter[word] = value;
  }
  if (!STATES.some((state) => state === filter["state"])) delete filter["state"];
  const order = ORDERS.find((each) => each === search["order"]);
  if (order !== undefined && order !== "added") filter["order"] = order;
  if (search["duty"] === "review") filter["duty"] = "review";
  const before = Number(search["before_guideline"]);
  if (Number.isInteger(before) && before > 1) filter["before_guideline"] = before;
  if (search["doubted"] === true) filter["doubted"] = true;
  return filter as Filter;
}

/** Narrow a filter, or widen it by leaving `value` empty. */
export function withFacet(
  filter: Filter,
  facet: Facet | "order" | "duty" | "before_guideline",
  value: string,
): Filter {
  return readFilter({ ...filter, [facet]: value });
}

/** How many things narrow the list. */
export const narrowed = (filter: Filter): number =>
  [...WORDS, "before_guideline" as const, "doubted" as const].filter(
    (word) => filter[word] !== undefined,
  ).length;
