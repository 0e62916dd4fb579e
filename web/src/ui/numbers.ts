// What is typed into a field for a number: read, held against its limits, stepped.
// SPDX-License-Identifier: Apache-2.0

export interface Limits {
  readonly min: number;
  readonly max?: number;
  /** How many digits may follow the comma. */
  readonly decimals?: number;
}

/** The number that is typed, with a comma or a point; `null` is none within the limits. */
export function readTyped(typed: string, { min, max = Infinity, decimals = 0 }: Limits) {
  const parts = /^(-?\d+)(?:[.,](\d+))?$/.exec(typed.trim());
  if (parts === null || (parts[2] ?? "").length > decimals) return null;
  const number = Number(`${parts[1]}.${parts[2] ?? "0"}`);
  return number < min || number > max ? null : number;
}

/** The number one step up or down, as far as the limits allow. */
export function nextTo(value: number | null, by: 1 | -1, { min, max = Infinity }: Limits): number {
  return Math.min(max, Math.max(min, value === null ? min : Math.floor(value) + by));
}

/** What a field is left with: a number beyond a limit is put on it, what is none is taken back. */
export function leftWith(typed: string, held: number | null, limits: Limits): number | null {
  const any = readTyped(typed, { ...limits, min: -Infinity, max: Infinity });
  if (any === null) return held;
  return Math.min(limits.max ?? Infinity, Math.max(limits.min, any));
}
