// Painting a stretch of a text: grounds, selection, words, underlines, and the watermark on top.
// SPDX-License-Identifier: Apache-2.0
import type { Span } from "#lib/labels";
import type { Paint } from "../../core/palette";
import { OFFSETS } from "../highlights";
import type { Extent } from "../snapping";
import type { Line } from "./lines";
import type { Look } from "./look";
import type { Run } from "./runs";
import type { Box, Sheet } from "./sheet";
import { paintMark, type Stretch } from "./watermark";

/** One mark on the text, as it looks. */
export interface Stroke {
  readonly span: Span;
  readonly paint: Paint;
  readonly level: number;
  readonly isPicked: boolean;
  readonly isGhost: boolean;
}

export interface Scene {
  readonly sheet: Sheet;
  readonly look: Look;
  readonly stretch: Stretch;
  /** Of all that is painted, what lies in the stretch. */
  readonly near: Extent;
  readonly strokes: readonly Stroke[];
  readonly doubts: readonly Extent[];
  readonly hits: readonly Extent[];
  readonly hitNow: Extent | null;
  readonly selection: Extent | null;
  readonly mark: string;
}

type Pen = CanvasRenderingContext2D;

const CHIP_HEIGHT = 20;
const CHIP_CORNER = 5;

const share = (look: Look, name: string) => Number.parseFloat(look.value(name)) / 100;

function fill(pen: Pen, boxes: readonly Box[], color: string, alpha: number): void {
  pen.fillStyle = color;
  pen.globalAlpha = alpha;
  for (const { left, top, width, height } of boxes) pen.fillRect(left, top, width, height);
  pen.globalAlpha = 1;
}

interface Rule {
  readonly pattern: Paint["pattern"];
  readonly y: number;
  readonly thick: number;
}

function wave(pen: Pen, { left, width }: Box, y: number): void {
  pen.moveTo(left, y);
  for (let x = 0; x < width; x += 4) {
    pen.quadraticCurveTo(left + x + 1, y - 2.5, left + x + 2, y);
    pen.quadraticCurveTo(left + x + 3, y + 2.5, left + x + 4, y);
  }
}

const DASHES: Readonly<Record<Paint["pattern"], (thick: number) => number[]>> = {
  solid: () => [],
  double: () => [],
  wavy: () => [],
  dashed: (thick) => [thick * 2.5, thick * 1.5],
  dotted: (thick) => [thick, thick],
};

function stroke(pen: Pen, { left, width }: Box, y: number): void {
  pen.moveTo(left, y);
  pen.lineTo(left + width, y);
}

function underline(pen: Pen, box: Box, { pattern, y, thick }: Rule): void {
  pen.lineWidth = thick;
  pen.setLineDash(DASHES[pattern](thick));
  pen.beginPath();
  if (pattern === "wavy") {
    pen.lineWidth = Math.min(thick, 1.25);
    wave(pen, box, y);
  } else stroke(pen, box, y);
  if (pattern === "double") {
    pen.lineWidth = Math.max(1, thick - 1);
    stroke(pen, box, y + thick + 1);
  }
  pen.stroke();
  pen.setLineDash([]);
}

function paintGrounds(pen: Pen, scene: Scene): void {
  const { sheet, look, near } = scene;
  // A picked mark lies above the others.
  const inOrder = [...scene.strokes].sort((a, b) => Number(a.isPicked) - Number(b.isPicked));
  for (const { span, paint, isPicked, isGhost } of inOrder) {
    if (isGhost && !isPicked) continue;
    const alpha = share(look, isPicked ? "--tint-share-strong" : "--tint-share");
    fill(pen, sheet.boxes(span, near), look.value(`--hue-${paint.hue}`), alpha);
  }
  for (const doubt of scene.doubts)
    fill(pen, sheet.boxes(doubt, near), look.value("--doubt"), 0.14);
  for (const hit of scene.hits) fill(pen, sheet.boxes(hit, near), look.value("--hit"), 1);
  if (scene.hitNow !== null) fill(pen, sheet.boxes(scene.hitNow, near), look.value("--hit-now"), 1);
  if (scene.selection !== null) {
    fill(pen, sheet.boxes(scene.selection, near), look.value("--accent"), 0.28);
  }
}

/** The pattern and the thickness of a mark's underline. */
function ruleOf({ span, paint, isPicked, isGhost }: Stroke): Omit<Rule, "y"> {
  if (isGhost) return { pattern: "dashed", thick: isPicked ? 3 : 1 };
  return { pattern: span.unsure === true ? "dotted" : paint.pattern, thick: isPicked ? 3 : 2 };
}

function paintLines(pen: Pen, scene: Scene): void {
  const { sheet, look, near } = scene;
  for (const each of scene.strokes) {
    const rule = ruleOf(each);
    const below = (OFFSETS[each.level] ?? OFFSETS[3]) + rule.thick / 2;
    pen.strokeStyle = look.value(`--hue-${each.paint.hue}`);
    pen.globalAlpha = each.isGhost ? 0.7 : 1;
    for (const box of sheet.boxes(each.span, near)) {
      underline(pen, box, { ...rule, y: box.base + below });
    }
  }
  pen.globalAlpha = 1;
  pen.strokeStyle = look.value("--doubt");
  for (const box of scene.doubts.flatMap((doubt) => sheet.boxes(doubt, near))) {
    underline(pen, box, { pattern: "wavy", thick: 1, y: box.base + 5 });
  }
}

function paintChip(pen: Pen, run: Run, line: Line, { sheet, look }: Scene): void {
  const { top, height } = sheet.lettersOf(line);
  const [left, width] = [run.left + 1, run.width - 2];
  const above = top + (height - CHIP_HEIGHT) / 2;
  pen.fillStyle = look.value("--chip-ground");
  pen.beginPath();
  pen.roundRect(left, above, width, CHIP_HEIGHT, CHIP_CORNER);
  pen.fill();
  pen.fillStyle = look.value("--chip-ink");
  pen.font = look.chipFont;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.direction = "ltr";
  pen.fillText(run.text, left + width / 2, above + CHIP_HEIGHT / 2 + 0.5);
}

function paintWords(pen: Pen, scene: Scene, ink: string | null): void {
  const { sheet, look, stretch } = scene;
  for (const line of sheet.linesIn(stretch.top, stretch.bottom)) {
    const { base } = sheet.lettersOf(line);
    const { font, ink: own } = line.setting.face;
    for (const run of sheet.runs(line)) {
      if (run.kind === "chip") paintChip(pen, run, line, scene);
      if (run.kind !== "words") continue;
      pen.fillStyle = look.value(ink ?? own);
      pen.font = font;
      pen.textAlign = "left";
      pen.textBaseline = "alphabetic";
      pen.direction = run.isRightToLeft ? "rtl" : "ltr";
      pen.fillText(run.text, run.left, base);
    }
  }
}

/** What was found and is looked at is written in an ink of its own. */
function paintHitNow(pen: Pen, scene: Scene): void {
  if (scene.hitNow === null) return;
  pen.save();
  pen.beginPath();
  for (const { left, top, width, height } of scene.sheet.boxes(scene.hitNow, scene.near)) {
    pen.rect(left, top, width, height);
  }
  pen.clip();
  paintWords(pen, scene, "--hit-now-ink");
  pen.restore();
}

/** Paint a stretch of a text; the canvas begins at the stretch's top. */
export function paintScene(canvas: HTMLCanvasElement, scene: Scene, pixelRatio: number): void {
  const { stretch, look } = scene;
  const height = stretch.bottom - stretch.top;
  canvas.width = Math.round(stretch.width * pixelRatio);
  canvas.height = Math.round(height * pixelRatio);
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.setTransform(pixelRatio, 0, 0, pixelRatio, 0, -stretch.top * pixelRatio);
  paintGrounds(pen, scene);
  paintWords(pen, scene, null);
  paintHitNow(pen, scene);
  paintLines(pen, scene);
  paintMark(pen, scene.mark, stretch, { family: look.family, ink: look.value("--ink") });
}
