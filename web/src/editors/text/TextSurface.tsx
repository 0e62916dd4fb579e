// The text to work on: read, selected and marked with mouse or keyboard, never typed into.
// - Nothing here is editable: no input method, spelling service or extension gets at the text.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { moved } from "./caretKeys";
import { Lines } from "./Lines";
import { spansAt } from "./levels";
import { caretRect } from "./places";
import type { Extent } from "./snapping";
import styles from "./text.module.css";
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
  const under = spansAt(editor.spans, point);
  const at = under.findIndex((span) => span.id === editor.picked);
  return under[(at + 1) % Math.max(1, under.length)]?.id ?? null;
}

interface CaretPlace {
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

function useCaret(root: React.RefObject<HTMLElement | null>, editor: TextEditor) {
  const [caret, setCaret] = useState<CaretPlace | null>(null);
  const { selected, paragraphs } = editor;
  useLayoutEffect(() => {
    const surface = root.current;
    const draw = () => {
      const isCaret = selected !== null && selected.anchor === selected.focus;
      const rect = surface && isCaret ? caretRect(surface, paragraphs, selected.focus) : null;
      if (surface === null || rect === null) return setCaret(null);
      const corner = surface.getBoundingClientRect();
      setCaret({ left: rect.left - corner.left, top: rect.top - corner.top, height: rect.height });
    };
    draw();
    if (surface === null) return;
    // Lines break elsewhere in another width: the caret goes along with its word.
    const watcher = new ResizeObserver(draw);
    watcher.observe(surface);
    return () => watcher.disconnect();
  }, [root, selected, paragraphs]);
  return caret;
}

export function TextSurface({ editor, label, doubts = NO_DOUBTS }: TextSurfaceProps) {
  const root = useRef<HTMLDivElement>(null);
  const caretElement = useRef<HTMLDivElement>(null);
  useSelection(root, editor);
  const tags = useMarks(root, editor, doubts);
  const caret = useCaret(root, editor);

  const go = (selected: Selected) => {
    editor.editing.select(null);
    editor.select(selected);
    requestAnimationFrame(() => caretElement.current?.scrollIntoView({ block: "nearest" }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const edges = editor.picked !== null && event.shiftKey && /^Arrow(Left|Right)$/.test(event.key);
    const next = root.current === null || edges ? null : moved(root.current, editor, event);
    if (next === null) return;
    event.preventDefault();
    go(next);
  };
  const onMouseUp = () => {
    const now = root.current === null ? null : readSelection(root.current);
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
        <Lines paragraphs={editor.paragraphs} />
      </div>
      <div className={styles["overlay"]} aria-hidden="true">
        {tags.map((tag) => (
          <span
            key={tag.id}
            className={`${styles["tag"]} hue-${tag.paint.hue}`}
            data-picked={tag.picked || undefined}
            style={{ left: tag.left, top: tag.top }}
          >
            {tag.paint.name}
          </span>
        ))}
        {caret !== null && <div ref={caretElement} className={styles["caret"]} style={caret} />}
      </div>
    </div>
  );
}
