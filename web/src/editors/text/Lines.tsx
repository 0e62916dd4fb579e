// The text itself: one element per paragraph, one per piece. Drawn once; marks are drawn on top.
// SPDX-License-Identifier: Apache-2.0
import { memo } from "react";
import { chipText } from "#lib/labels";
import type { Paragraph, Piece } from "./paragraphs";
import styles from "./text.module.css";

function OnePiece({ piece }: { readonly piece: Piece }) {
  if (piece.kind === "plain") return <span data-at={piece.start}>{piece.text}</span>;
  const { chip } = piece;
  return (
    <span
      className={styles["chip"]}
      data-at={chip.start}
      data-end={chip.end}
      data-chip={chip.kind}
      title={`Changed to protect people: ${chip.kind.toLowerCase().replace(/_/g, " ")}`}
    >
      {chipText(chip)}
    </span>
  );
}

interface LinesProps {
  readonly paragraphs: readonly Paragraph[];
}

/** Every paragraph finds its own direction. */
export const Lines = memo(function Lines({ paragraphs }: LinesProps) {
  return paragraphs.map((paragraph) => (
    <p
      key={paragraph.start}
      className={styles["line"]}
      dir="auto"
      data-at={paragraph.start}
      data-end={paragraph.end}
    >
      {paragraph.pieces.map((piece) => (
        <OnePiece key={piece.start} piece={piece} />
      ))}
    </p>
  ));
});
