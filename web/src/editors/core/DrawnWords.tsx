// A few words of a protected text as a picture, for one line: what is quoted stands in no page.
// - Nothing is read aloud of it; whoever uses it says in words what it is the picture of.
// SPDX-License-Identifier: Apache-2.0
import { useComputedColorScheme } from "@mantine/core";
import { useLayoutEffect, useRef, useState } from "react";
import styles from "./core.module.css";

const HEIGHT_PX = 21;
const MORE = "…";
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** As much of the words as there is room for. */
function fitting(pen: CanvasRenderingContext2D, words: string, width: number): string {
  if (pen.measureText(words).width <= width) return words;
  const points = [...words];
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pen.measureText(points.slice(0, middle).join("") + MORE).width <= width) low = middle;
    else high = middle - 1;
  }
  return points.slice(0, low).join("") + MORE;
}

function paint(canvas: HTMLCanvasElement, words: string, width: number): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT_PX * ratio);
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const style = getComputedStyle(canvas);
  pen.scale(ratio, ratio);
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  pen.fillStyle = style.color;
  pen.textBaseline = "middle";
  const isRightToLeft = RIGHT_TO_LEFT.test(words);
  pen.direction = isRightToLeft ? "rtl" : "ltr";
  pen.textAlign = "start";
  const line = words.replace(/\s+/gu, " ");
  pen.fillText(fitting(pen, line, width), isRightToLeft ? width : 0, HEIGHT_PX / 2);
}

export function DrawnWords({ words }: { readonly words: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme("light");
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const frame = canvas.current?.parentElement;
    if (frame == null) return;
    const measure = () => setWidth(frame.clientWidth);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(frame);
    return () => watcher.disconnect();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours are another picture
  useLayoutEffect(() => {
    if (canvas.current !== null && width > 0) paint(canvas.current, words, width);
  }, [words, width, scheme]);
  return (
    <span className={styles["drawnWords"]} aria-hidden="true" data-drawn="">
      <canvas ref={canvas} style={{ width, height: HEIGHT_PX }} />
    </span>
  );
}
