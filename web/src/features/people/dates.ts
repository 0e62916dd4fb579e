// End dates as date fields have them: a day, meaning its end.
// SPDX-License-Identifier: Apache-2.0

/** The end of a day (`2026-01-31`) as a moment, or null for no end. */
export const endOfDay = (day: string): string | null =>
  day === "" ? null : new Date(`${day}T23:59:59`).toISOString();
