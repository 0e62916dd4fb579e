// The text itself: sections of paragraphs, drawn once; marks are drawn on top.
// SPDX-License-Identifier: Apache-2.0
import { memo } from "react";
import { useText } from "#i18n/Text";
import { type Chip, chipText } from "#lib/labels";
import type { Section } from "./layout";
import type { Paragraph, Piece } from "./paragraphs";
import styles from "./text.module.css";

const LINE_PX = 38;

function OnePiece({ piece }: { readonly piece: Piece }) {
  if (piece.kind === "plain") return <span data-at={piece.start}>{piece.text}</span>;
  return <OneChip chip={piece.chip} />;
}

/** Says of what kind it is and how it was changed, never anything of what stood there. */
function OneChip({ chip }: { readonly chip: Chip }) {
  const t = useText("editors");
  const kind = chip.kind.toLowerCase().replace(/_/g, " ");
  const isToken = chip.label.startsWith("[");
  return (
    <span
      className={styles["chip"]}
      data-at={chip.start}
      data-end={chip.end}
      data-chip={chip.kind}
      title={t(isToken ? "text.chip.token" : "text.chip.words", { kind })}
    >
      {chipText(chip)}
    </span>
  );
}

/** A paragraph of words only holds its text itself: in a long text most do. */
function contentOf({ pieces }: Paragraph) {
  const [first, second] = pieces;
  if (first?.kind === "plain" && second === undefined) return first.text;
  return pieces.map((piece) => <OnePiece key={piece.start} piece={piece} />);
}

const OneSection = memo(function OneSection({ section }: { readonly section: Section }) {
  return (
    <div
      className={styles["section"]}
      data-at={section.start}
      data-end={section.end}
      style={{ containIntrinsicBlockSize: `auto ${section.lines * LINE_PX}px` }}
    >
      {section.paragraphs.map((paragraph) => (
        <p
          key={paragraph.start}
          className={styles["line"]}
          dir={paragraph.direction}
          data-at={paragraph.start}
          data-end={paragraph.end}
          data-turn={paragraph.turn?.number}
          data-part={paragraph.turn?.part}
          data-role={paragraph.turn?.role}
        >
          {contentOf(paragraph)}
        </p>
      ))}
    </div>
  );
});

interface LinesProps {
  readonly sections: readonly Section[];
}

export const Lines = memo(function Lines({ sections }: LinesProps) {
  return sections.map((section) => <OneSection key={section.start} section={section} />);
});
