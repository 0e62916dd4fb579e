// What a click in the text means, whichever way the text is shown.
// SPDX-License-Identifier: Apache-2.0

import { spansAt } from "./levels";
import type { Selected } from "./selection";
import type { TextEditor } from "./useTextEditor";

/** The span that a click at `point` picks: clicking again picks the next larger one. */
function pickedBy(editor: TextEditor, point: number): string | null {
  const { spans, suggestions, view, picked } = editor;
  const open = spans.filter((span) => view.isOpenTo(span.class_id));
  const under = spansAt([...open, ...suggestions.open], point);
  const at = under.findIndex((span) => span.id === picked);
  return under[(at + 1) % Math.max(1, under.length)]?.id ?? null;
}

interface Click {
  /** How many clicks followed each other. */
  readonly times: number;
  /** What is selected now, with the mouse let go. */
  readonly now: Selected;
  /** The place under the mouse. */
  readonly place: number | null;
}

/** Pick, aim, keep what was selected, or with several clicks select a word or a sentence. */
export function clicked(editor: TextEditor, { times, now, place }: Click): void {
  const { relating, editing } = editor;
  const by = times === 2 ? "word" : times === 3 ? "sentence" : null;
  if (by !== null) {
    editing.select(null);
    editor.finishAround(place ?? Math.min(now.anchor, now.focus), by);
  } else if (now.anchor !== now.focus) {
    editing.select(null);
    editor.finish(now);
  } else {
    const id = pickedBy(editor, now.focus);
    if (relating.from !== null && id !== null) relating.join(id);
    else editing.select(id);
  }
}
