// Relations drawn over the text, and the loose line of one that is being made.
// SPDX-License-Identifier: Apache-2.0
import { memo, useMemo } from "react";
import { type Arc, anchorOf, arcsOf, curve } from "./arcs";
import type { Tag } from "./tags";
import styles from "./text.module.css";
import type { TextEditor } from "./useTextEditor";

const DASHES = { solid: undefined, dashed: "5 3", double: "9 2 2 2", wavy: "2 2" } as const;

const OneArc = memo(function OneArc({ arc }: { readonly arc: Arc }) {
  const dash = arc.unsure ? "1 4" : DASHES[arc.paint.pattern as keyof typeof DASHES];
  return (
    <g className={`${styles["arc"]} hue-${arc.paint.hue}`} data-picked={arc.isPicked || undefined}>
      <path d={arc.path} strokeDasharray={dash} />
      {arc.tip !== null && <path d={arc.tip} data-tip="" />}
    </g>
  );
});

interface ArcsProps {
  readonly editor: TextEditor;
  readonly tags: readonly Tag[];
  /** Where the pointer pulls the loose end, in pixels from the surface's corner. */
  readonly pull: { readonly x: number; readonly y: number } | null;
}

/** The line from the mark that one started from to the one aimed at, or to the pointer. */
function looseLine({ editor, tags, pull }: ArcsProps): string | null {
  const { from, toward } = editor.relating;
  const start = tags.find((tag) => tag.id === from);
  const aimed = tags.find((tag) => tag.id === toward);
  const end = aimed === undefined ? pull : anchorOf(aimed);
  return start === undefined || end === null ? null : curve(anchorOf(start), end).path;
}

export function Arcs(props: ArcsProps) {
  const { editor, tags } = props;
  const { relations, spans, picked, relationPaints, ontology, editing } = editor;
  const arcs = useMemo(() => {
    const directed = new Set(
      (ontology.relations ?? []).filter((kind) => kind.directed).map(({ id }) => id),
    );
    return arcsOf(relations, { tags, spans, paints: relationPaints, directed, picked });
  }, [relations, tags, spans, relationPaints, ontology, picked]);
  const loose = looseLine(props);
  if (arcs.length === 0 && loose === null) return null;
  return (
    <>
      <svg className={styles["arcs"]} aria-hidden="true">
        {arcs.map((arc) => (
          <OneArc key={arc.id} arc={arc} />
        ))}
        {loose !== null && <path className={styles["loose"]} d={loose} />}
      </svg>
      {arcs.map((arc) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse; by keys it is a list
        <span
          key={arc.id}
          className={`${styles["arcName"]} hue-${arc.paint.hue}`}
          data-arc={arc.id}
          data-picked={arc.isPicked || undefined}
          style={arc.label}
          onMouseDown={(event) => event.preventDefault()}
          onMouseUp={() => editing.select(arc.id)}
        >
          {arc.unsure ? `${arc.paint.name} ?` : arc.paint.name}
        </span>
      ))}
    </>
  );
}
