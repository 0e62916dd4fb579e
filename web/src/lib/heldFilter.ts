// What the quarantine is asked for: it stands in the address, so that any page can link to it.
// SPDX-License-Identifier: Apache-2.0

const WORDS = ["reason", "kind", "dataset", "language", "risk", "hours"] as const;
export const HELD_ORDERS = ["oldest", "newest", "riskiest", "safest"] as const;
/** Least risks that are offered, and least hours of waiting with their names. */
export const RISKS = ["0.1", "0.25", "0.5"] as const;
export const AGES = { hour: "1", day: "24", week: "168", month: "720" } as const;

export type HeldFacet = (typeof WORDS)[number];
export interface HeldFilter extends Readonly<Partial<Record<HeldFacet, string>>> {
  readonly order?: (typeof HELD_ORDERS)[number];
  readonly aside?: "yes";
}

/** Read a filter from an address; what does not belong there is left out. */
export function readHeldFilter(search: Readonly<Record<string, unknown>>): HeldFilter {
  const filter: Record<string, string> = {};
  for (const word of WORDS) {
    const value = search[word];
    if ((typeof value === "string" || typeof value === "number") && value !== "")
      filter[word] = String(value);
  }
  if (!(Number(filter["risk"]) >= 0 && Number(filter["risk"]) <= 1)) delete filter["risk"];
  if (!/^\d{1,5}$/.test(filter["hours"] ?? "")) delete filter["hours"];
  const order = HELD_ORDERS.find((each) => each === search["order"]);
  if (order !== undefined && order !== "oldest") filter["order"] = order;
  if (search["aside"] === "yes") filter["aside"] = "yes";
  return filter as HeldFilter;
}

/** Narrow a filter, or widen it by leaving `value` empty. */
export const withHeld = (
  filter: HeldFilter,
  facet: HeldFacet | "order" | "aside",
  value: string,
): HeldFilter => readHeldFilter({ ...filter, [facet]: value });

/** How many things narrow the list. */
export const narrowedHeld = (filter: HeldFilter): number =>
  WORDS.filter((word) => filter[word] !== undefined).length;
