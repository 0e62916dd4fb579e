// The watermark: whose screen this is, painted into the same picture as the text.
// - It stands still on the text: scrolling does not make it run, and no part of a page is without.
// SPDX-License-Identifier: Apache-2.0

const FONT_PX = 13;
const ANGLE = -Math.PI / 9;
const GAP = { across: 90, down: 92 };
/** Faint enough to read through, strong enough for a photo of the screen. */
const SHARE = 0.12;

export interface Tile {
  readonly x: number;
  readonly y: number;
}

/** Where the words go on a stretch of a text from `top` to `bottom`; every other row is shifted. */
export function tilesOf(
  words: number,
  { top, bottom, width }: { readonly top: number; readonly bottom: number; readonly width: number },
): readonly Tile[] {
  const step = words + GAP.across;
  const tiles: Tile[] = [];
  const first = Math.floor(top / GAP.down) - 1;
  for (let row = first; row * GAP.down < bottom + GAP.down; row++) {
    const shift = ((row % 3) + 3) % 3;
    for (let x = -step + (shift * step) / 3; x < width; x += step) {
      tiles.push({ x, y: row * GAP.down });
    }
  }
  return tiles;
}

export interface Stretch {
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
}

/** Paint the words over a stretch; the pen's origin is the corner of the text. */
export function paintMark(
  pen: CanvasRenderingContext2D,
  words: string,
  stretch: Stretch,
  { family, ink }: { readonly family: string; readonly ink: string },
): void {
  pen.save();
  pen.font = `600 ${FONT_PX}px ${family}`;
  pen.fillStyle = ink;
  pen.globalAlpha = SHARE;
  pen.textBaseline = "alphabetic";
  pen.textAlign = "left";
  pen.direction = "ltr";
  for (const { x, y } of tilesOf(pen.measureText(words).width, stretch)) {
    pen.save();
    pen.translate(x, y);
    pen.rotate(ANGLE);
    pen.fillText(words, 0, 0);
    pen.restore();
  }
  pen.restore();
}
