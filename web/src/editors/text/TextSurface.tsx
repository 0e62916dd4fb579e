// The text to work on: read, selected and marked with mouse or keyboard, never typed into.
// - Nothing here is editable: no input method, spelling service or extension gets at the text.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, type MouseEvent, useEffect } from "react";
import { Arcs } from "./Arcs";
import { moved } from "./caretKeys";
import { Handles } from "./Handles";
import { Lines } from "./Lines";
import { spansAt } from "./levels";
import { RelatingNotice, RelationChoice, SuggestionNotice } from "./Notices";
import { offsetOf } from "./places";
import { SearchBox } from "./SearchBox";
import { reveal } from "./scrolling";
import type { Extent } from "./snapping";
import { Tags, useTagDrag } from "./Tags";
import { Tools } from "./Tools";
import styles from "./text.module.css";
import { useCaret } from "./useCaret";
import { useMarks } from "./useMarks";
import { readSelection, useSelection } from "./useSelection";
import type { Selected, TextEditor } from "./useTextEditor";

interface TextSurfaceProps {
  readonly editor: TextEditor;
  readonly label: string;
  /** Places that the redactor was not sure about. */
  readonly doubts?: readonly Extent[];
}

const NO_DOUBTS: readonly Extent[] = [];

/** The span that a click at `point` picks: clicking again picks the next larger one. */
function pickedBy(editor: TextEditor, point: number): string | null {
  const { spans, suggestions, view, picked } = editor;
  const open = spans.filter((span) => view.isOpenTo(span.class_id));
  const under = spansAt([...open, ...suggestions.open], point);
  const at = under.findIndex((span) => span.id === picked);
  return under[(at + 1) % Math.max(1, under.length)]?.id ?? null;
}

/** What was picked, found or aimed at, and cannot be seen, comes into view. */
function useRevealed(editor: TextEditor): void {
  const { picked, layout, editing, surface, search, suggestions, relating } = editor;
  const wanted = relating.toward ?? picked;
  const { open } = suggestions;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text follows choices, not labels
  useEffect(() => {
    const { spans } = editing.store.getState().labels;
    const span = wanted === null ? undefined : [...spans, ...open].find(({ id }) => id === wanted);
    if (span === undefined) return;
    // In the next frame: measuring now would lay everything out once more.
    const frame = requestAnimationFrame(() => {
      if (surface.current !== null) reveal(surface.current, layout, span.start, 2);
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, layout, editing, surface]);
  const hit = search.hits[search.at];
  useEffect(() => {
    // The search's own box lies over the first lines.
    if (hit !== undefined && surface.current !== null)
      reveal(surface.current, layout, hit.start, 96);
  }, [hit, layout, surface]);
}

/** What a click means: pick, aim, or with several clicks select a word or a sentence. */
function onClickIn(editor: TextEditor, event: MouseEvent): void {
  const { surface, relating, editing } = editor;
  const root = surface.current;
  const now = root === null ? null : readSelection(root, editor);
  if (root === null || now === null) return;
  const by = event.detail === 2 ? "word" : event.detail === 3 ? "sentence" : null;
  if (by !== null) {
    const place = document.caretPositionFromPoint(event.clientX, event.clientY);
    const point = place && offsetOf(root, editor.index, place.offsetNode, place.offset);
    editing.select(null);
    editor.finishAround(point ?? Math.min(now.anchor, now.focus), by);
  } else if (now.anchor !== now.focus) {
    editing.select(null);
    editor.finish(now);
  } else {
    const id = pickedBy(editor, now.focus);
    if (relating.from !== null && id !== null) relating.join(id);
    else editing.select(id);
  }
}

export function TextSurface({ editor, label, doubts = NO_DOUBTS }: TextSurfaceProps) {
  const root = editor.surface;
  useSelection(root, editor);
  const { tags, edges } = useMarks(editor, doubts);
  const caret = useCaret(root, editor);
  const drag = useTagDrag(editor, root);
  useRevealed(editor);

  const go = (selected: Selected) => {
    editor.editing.select(null);
    editor.select(selected);
    if (root.current !== null) reveal(root.current, editor.layout, selected.focus, 38);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const edges = editor.picked !== null && event.shiftKey && /^Arrow(Left|Right)$/.test(event.key);
    const next = root.current === null || edges ? null : moved(root.current, editor, event);
    if (next === null) return;
    event.preventDefault();
    go(next);
  };
  const hasRelations = (editor.ontology.relations ?? []).length > 0 || editor.relations.length > 0;
  return (
    <>
      <Tools editor={editor} />
      {editor.search.isOpen && <SearchBox editor={editor} />}
      <SuggestionNotice editor={editor} />
      <RelatingNotice editor={editor} />
      <div className={styles["surface"]} data-related={hasRelations || undefined}>
        {/* biome-ignore lint/a11y/useSemanticElements: a text area could not show chips and marks */}
        <div
          ref={root}
          role="textbox"
          aria-multiline="true"
          aria-readonly="true"
          aria-label={label}
          tabIndex={0}
          className={styles["text"]}
          onKeyDown={onKeyDown}
          onMouseUp={(event) => onClickIn(editor, event)}
          onFocus={() => editor.selected === null && editor.select({ anchor: 0, focus: 0 })}
          data-surface=""
          data-testid="text-surface"
        >
          <Lines sections={editor.layout.sections} />
        </div>
        <div className={styles["overlay"]}>
          <div aria-hidden="true" {...drag.handlers}>
            <Arcs editor={editor} tags={tags} pull={drag.pull} />
            <Tags tags={tags} from={editor.relating.from} toward={editor.relating.toward} />
            <Handles editor={editor} edges={edges} />
            {caret !== null && <div className={styles["caret"]} style={caret} />}
          </div>
          <RelationChoice editor={editor} tags={tags} />
        </div>
      </div>
    </>
  );
}
