// How sure a share is: Wilson's interval, which holds for few and for extreme counts, too.
// SPDX-License-Identifier: Apache-2.0

const Z_95 = 1.96;

export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** The share of `some` among `all`, with the interval that holds it 95 times in 100. */
export function shareOf(some: number, all: number): Share | null {
  if (all <= 0) return null;
  const share = some / all;
  const z2 = Z_95 * Z_95;
  const middle = (share + z2 / (2 * all)) / (1 + z2 / all);
  const half =
    (Z_95 * Math.sqrt((share * (1 - share)) / all + z2 / (4 * all * all))) / (1 + z2 / all);
  return {
    share,
    low: Math.min(share, Math.max(0, middle - half)),
    high: Math.max(share, Math.min(1, middle + half)),
  };
}
