// The text as it stands in the page: the browser lays it out, selects in it and reads it aloud.
// - Nothing here is editable: no input method, spelling service or extension gets at the text.
// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent, MouseEvent } from "react";
import { Lines } from "./Lines";
import { Overlay } from "./Overlay";
import { clicked } from "./picking";
import { readSelection } from "./selection";
import type { Extent } from "./snapping";
import styles from "./text.module.css";
import { useCaret } from "./useCaret";
import { useMarks } from "./useMarks";
import { useSelection } from "./useSelection";
import type { TextEditor } from "./useTextEditor";

interface PageTextProps {
  readonly editor: TextEditor;
  readonly label: string;
  readonly doubts: readonly Extent[];
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function onMouseUp(editor: TextEditor, event: MouseEvent): void {
  const root = editor.surface.current;
  const now = root === null ? null : readSelection(root, editor.index);
  if (now === null) return;
  const place = editor.geometry()?.pointAt(event.clientX, event.clientY) ?? null;
  clicked(editor, { times: event.detail, now, place });
}

export function PageText({ editor, label, doubts, onKeyDown }: PageTextProps) {
  const root = editor.surface;
  useSelection(root, editor);
  const { tags, edges } = useMarks(editor, doubts);
  const caret = useCaret(root, editor);
  return (
    <>
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
        onMouseUp={(event) => onMouseUp(editor, event)}
        onFocus={() => editor.selected === null && editor.select({ anchor: 0, focus: 0 })}
        data-surface=""
        data-testid="text-surface"
      >
        <Lines sections={editor.layout.sections} />
      </div>
      <Overlay editor={editor} tags={tags} edges={edges} caret={caret} />
    </>
  );
}
