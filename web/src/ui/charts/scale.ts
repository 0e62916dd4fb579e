// Where things stand in a chart: pure arithmetic, no pixels of its own.
// SPDX-License-Identifier: Apache-2.0

const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Round numbers from zero to at least `most`, about `wanted` of them. */
export function ticks(most: number, wanted = 4): readonly number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((each) => each * power >= rough) ?? 10);
  const whole = Math.max(step, 1);
  const count = Math.ceil(most / whole);
  return Array.from({ length: count + 1 }, (_, at) => at * whole);
}

/** At most `wanted` places of `length`, evenly apart, the last one among them. */
export function places(length: number, wanted: number): readonly number[] {
  if (length === 0) return [];
  const step = Math.max(1, Math.ceil(length / wanted));
  return Array.from(
    { length: Math.ceil(length / step) },
    (_, at) => length - 1 - at * step,
  ).reverse();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line through points; it breaks off where there is none. */
export function path(points: readonly (Point | null)[]): string {
  let isOn = false;
  return points
    .map((point) => {
      if (point === null) {
        isOn = false;
        return "";
      }
      const verb = isOn ? "L" : "M";
      isOn = true;
      return `${verb}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    })
    .join("");
}
