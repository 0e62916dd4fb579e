// Numbers by day as lines or bars, drawn as plain SVG; the same numbers stand in a table behind it.
// - Nothing is told by colour alone: lines differ in their strokes, and every series has its name.
// - Whoever cannot see the picture reads the table; whoever wants to reckon takes it along as CSV.
// SPDX-License-Identifier: Apache-2.0
import { useElementSize } from "@mantine/hooks";
import type { ReactNode } from "react";
import { language } from "#i18n/language";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import styles from "./charts.module.css";
import { path, places, ticks } from "./scale";
import { TableBehind } from "./TableBehind";

interface Series {
  readonly name: string;
  /** One per day; null where there is none. */
  readonly values: readonly (number | null)[];
}

interface ChartProps {
  readonly title: string;
  readonly about?: ReactNode;
  /** Days as `2026-01-31`. */
  readonly days: readonly string[];
  readonly series: readonly Series[];
  readonly shape: "lines" | "bars";
  /** The name of the table's file, without its ending. */
  readonly file: string;
}

const HEIGHT = 200;
const EDGE = { top: 10, right: 12, bottom: 24, left: 48 };
const WIDEST_BAR = 28;

const short = (iso: string) =>
  new Date(iso).toLocaleDateString(language(), { day: "numeric", month: "short", timeZone: "UTC" });

function highest({ days, series, shape }: ChartProps): number {
  const all = days.map((_, at) => series.map(({ values }) => values[at] ?? 0));
  const tops = all.map((each) =>
    shape === "bars" ? each.reduce((sum, one) => sum + one, 0) : Math.max(...each, 0),
  );
  return Math.max(0, ...tops);
}

interface Frame {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly step: number;
}

function Lines({ series, frame }: { readonly series: readonly Series[]; readonly frame: Frame }) {
  return series.map(({ name, values }, number) => (
    <path
      key={name}
      className={styles["line"]}
      data-series={number}
      d={path(
        values.map((value, at) => (value === null ? null : { x: frame.x(at), y: frame.y(value) })),
      )}
    />
  ));
}

function Bars({
  days,
  series,
  frame,
}: Pick<ChartProps, "days" | "series"> & { readonly frame: Frame }) {
  const width = Math.min(WIDEST_BAR, Math.max(1, frame.step * 0.72));
  return days.map((iso, at) => {
    let under = 0;
    return series.map(({ name, values }, number) => {
      const value = values[at] ?? 0;
      const top = frame.y(under + value);
      const height = frame.y(under) - top;
      under += value;
      return (
        <rect
          key={`${iso} ${name}`}
          className={styles["bar"]}
          data-series={number}
          x={frame.x(at) - width / 2}
          y={top}
          width={width}
          height={height}
        />
      );
    });
  });
}

/** What stands at each day, shown to whoever points there. */
function Hints({
  days,
  series,
  frame,
}: Pick<ChartProps, "days" | "series"> & { readonly frame: Frame }) {
  const said = (at: number) =>
    series.map(({ name, values }) => `${name}: ${values[at]?.toLocaleString(language()) ?? "–"}`);
  return days.map((iso, at) => (
    <rect
      key={iso}
      className={styles["hint"]}
      x={frame.x(at) - frame.step / 2}
      y={EDGE.top}
      width={frame.step}
      height={HEIGHT - EDGE.top - EDGE.bottom}
    >
      <title>{[day(iso), ...said(at)].join("\n")}</title>
    </rect>
  ));
}

function Axes({
  days,
  marks,
  width,
  frame,
}: {
  readonly days: readonly string[];
  readonly marks: readonly number[];
  readonly width: number;
  readonly frame: Frame;
}) {
  return (
    <g className={styles["axis"]}>
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={EDGE.left} x2={width - EDGE.right} y1={frame.y(mark)} y2={frame.y(mark)} />
          <text x={EDGE.left - 8} y={frame.y(mark)} dy="0.32em" textAnchor="end">
            {mark.toLocaleString(language(), { notation: "compact" })}
          </text>
        </g>
      ))}
      {places(days.length, Math.max(2, Math.floor(width / 90))).map((at) => (
        <text key={at} x={frame.x(at)} y={HEIGHT - 6} textAnchor="middle">
          {short(days[at] ?? "")}
        </text>
      ))}
    </g>
  );
}

export function Chart(props: ChartProps) {
  const { title, about, days, series, shape, file } = props;
  const t = useText("app");
  const { ref, width } = useElementSize();
  const marks = ticks(highest(props));
  const room = Math.max(1, width - EDGE.left - EDGE.right);
  const step = room / Math.max(1, days.length);
  const top = marks.at(-1) ?? 1;
  const frame: Frame = {
    step,
    x: (at) => EDGE.left + step * (at + 0.5),
    y: (value) => HEIGHT - EDGE.bottom - ((HEIGHT - EDGE.top - EDGE.bottom) * value) / top,
  };
  const rows = days.map((iso, at) => [iso, ...series.map(({ values }) => values[at] ?? null)]);
  return (
    <figure className={styles["figure"]}>
      <figcaption>
        <strong>{title}</strong>
        {about !== undefined && <span className={styles["about"]}> {about}</span>}
      </figcaption>
      <ul className={styles["legend"]}>
        {series.map(({ name }, number) => (
          <li key={name} data-series={number} data-shape={shape}>
            {name}
          </li>
        ))}
      </ul>
      <div ref={ref} className={styles["canvas"]}>
        {width > 0 && (
          <svg width={width} height={HEIGHT} role="img" aria-label={t("chart.picture", { title })}>
            <Axes days={days} marks={marks} width={width} frame={frame} />
            {shape === "lines" ? (
              <Lines series={series} frame={frame} />
            ) : (
              <Bars days={days} series={series} frame={frame} />
            )}
            <Hints days={days} series={series} frame={frame} />
          </svg>
        )}
      </div>
      <TableBehind
        title={title}
        file={file}
        head={[t("chart.day"), ...series.map(({ name }) => name)]}
        rows={rows}
      />
    </figure>
  );
}
