// What lies over the text, whichever way it is shown: tags, lines of relations, edges, the caret.
// - Nothing here holds words of the text: labels have names of their own.
// SPDX-License-Identifier: Apache-2.0
import { Arcs } from "./Arcs";
import { type Edges, Handles } from "./Handles";
import { RelationChoice } from "./Notices";
import { Tags, useTagDrag } from "./Tags";
import type { Tag } from "./tags";
import styles from "./text.module.css";
import type { CaretPlace } from "./useCaret";
import type { TextEditor } from "./useTextEditor";

interface OverlayProps {
  readonly editor: TextEditor;
  readonly tags: readonly Tag[];
  readonly edges: Edges | null;
  readonly caret: CaretPlace | null;
}

/** Lines of relations need room above the words. */
export const hasRelations = ({ ontology, relations }: TextEditor): boolean =>
  (ontology.relations ?? []).length > 0 || relations.length > 0;

export function Overlay({ editor, tags, edges, caret }: OverlayProps) {
  const drag = useTagDrag(editor, editor.surface);
  return (
    <div className={styles["overlay"]}>
      <div aria-hidden="true" {...drag.handlers}>
        <Arcs editor={editor} tags={tags} pull={drag.pull} />
        <Tags tags={tags} from={editor.relating.from} toward={editor.relating.toward} />
        <Handles editor={editor} edges={edges} />
        {caret !== null && <div className={styles["caret"]} style={caret} />}
      </div>
      <RelationChoice editor={editor} tags={tags} />
    </div>
  );
}
