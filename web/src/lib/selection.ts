// Which rows are chosen: one by one, a range with Shift, all shown, or all that match.
// SPDX-License-Identifier: Apache-2.0

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Where a range with Shift begins. */
  readonly anchor: string | null;
  /** Everything that the filter fits, shown or not. */
  readonly all: boolean;
}

export const NOTHING: Selection = { ids: new Set(), anchor: null, all: false };

/** Choose a row or let it go. */
export function toggled(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, anchor: id, all: false };
}

/** Choose everything between where the last choice was made and `id`. */
export function extended(selection: Selection, id: string, shown: readonly string[]): Selection {
  const from = selection.anchor === null ? -1 : shown.indexOf(selection.anchor);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return toggled(selection, id);
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor, all: false };
}

/** Choose all rows that are shown, or none if they all are. */
export function allShown(selection: Selection, shown: readonly string[]): Selection {
  if (shown.length > 0 && shown.every((id) => selection.ids.has(id))) return NOTHING;
  return { ids: new Set(shown), anchor: null, all: false };
}
