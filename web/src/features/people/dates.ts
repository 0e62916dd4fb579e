// End dates as date fields have them: a day, meaning its end.
// SPDX-License-Identifier: Apache-2.0

/** The end of a day (`2026-01-31`) as a moment, or null for no end. */
export const endOfDay = (day: string): string | null =>
  day === "" ? null : new Date(`${day}T23:59:59`).toISOString();

/** The day of a moment, as a date field shows it. */
export function dayOf(moment: string | null): string {
  if (moment === null) return "";
  const date = new Date(moment);
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}
