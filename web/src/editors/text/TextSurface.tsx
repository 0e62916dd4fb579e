// The text to work on: read, selected and marked with mouse or keyboard, never typed into.
// - Nothing here is editable: no input method, spelling service or extension gets at the text.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, memo, type RefObject, useEffect, useRef } from "react";
import { moved } from "./caretKeys";
import { Lines } from "./Lines";
import { spansAt } from "./levels";
import { reveal } from "./scrolling";
import type { Extent } from "./snapping";
import styles from "./text.module.css";
import { useCaret } from "./useCaret";
import { type Tag, useMarks } from "./useMarks";
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
  const under = spansAt(editor.spans, point);
  const at = under.findIndex((span) => span.id === editor.picked);
  return under[(at + 1) % Math.max(1, under.length)]?.id ?? null;
}

/** A picked span that cannot be seen comes into view, wherever it was picked. */
function useRevealed(root: RefObject<HTMLElement | null>, editor: TextEditor): void {
  const { picked, layout, editing } = editor;
  useEffect(() => {
    const { spans } = editing.store.getState().labels;
    const span = picked === null ? undefined : spans.find((each) => each.id === picked);
    if (span !== undefined && root.current !== null) reveal(root.current, layout, span.start, 2);
  }, [root, picked, layout, editing]);
}

const Tags = memo(function Tags({ tags }: { readonly tags: readonly Tag[] }) {
  return tags.map((tag) => (
    <span
      key={tag.id}
      className={`${styles["tag"]} hue-${tag.paint.hue}`}
      data-tag={tag.id}
      data-picked={tag.picked || undefined}
      style={{ left: tag.left, top: tag.top }}
    >
      {tag.paint.name}
    </span>
  ));
});

export function TextSurface({ editor, label, doubts = NO_DOUBTS }: TextSurfaceProps) {
  const root = useRef<HTMLDivElement>(null);
  useSelection(root, editor);
  const tags = useMarks(root, editor, doubts);
  const caret = useCaret(root, editor);
  useRevealed(root, editor);

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
  const onMouseUp = () => {
    const now = root.current === null ? null : readSelection(root.current, editor);
    if (now === null) return;
    if (now.anchor === now.focus) editor.editing.select(pickedBy(editor, now.focus));
    else {
      editor.editing.select(null);
      editor.finish(now);
    }
  };
  return (
    <div className={styles["surface"]}>
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
        onMouseUp={onMouseUp}
        onFocus={() => editor.selected === null && editor.select({ anchor: 0, focus: 0 })}
        data-surface=""
        data-testid="text-surface"
      >
        <Lines sections={editor.layout.sections} />
      </div>
      <div className={styles["overlay"]} aria-hidden="true">
        <Tags tags={tags} />
        {caret !== null && <div className={styles["caret"]} style={caret} />}
      </div>
    </div>
  );
}
