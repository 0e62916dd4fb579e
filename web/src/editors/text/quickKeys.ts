// Keys for working faster: searching, relating, deciding suggestions; each says if it meant anything.
// - A letter that the ontology uses stays the ontology's: searching has other keys for the same.
// SPDX-License-Identifier: Apache-2.0
import { means } from "#lib/keymap/keymap";
import type { TextEditor } from "./useTextEditor";

const LONGEST_SEED = 120;
// i18n-exempt: a selector
const PRESSED_BY_ENTER = "button, a, summary";

/** The selected words, if they could be looked for. */
function seedOf({ selected, index }: TextEditor): { words: string } | undefined {
  if (selected === null || selected.anchor === selected.focus) return undefined;
  const { anchor, focus } = selected;
  const words = index.slice(Math.min(anchor, focus), Math.max(anchor, focus));
  return words.length > LONGEST_SEED || words.includes("\n") ? undefined : { words };
}

const isOn = (target: EventTarget | null, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

/** Keys that act wherever the focus is, in a field too. */
export function anywhere(editor: TextEditor, event: KeyboardEvent): boolean {
  // A field takes what is typed into it; only keys that type nothing act there.
  if (means(event, "text.search")) editor.search.open(seedOf(editor));
  else if (means(event, "text.everywhere")) editor.lookEverywhere();
  else if (event.key === "F3" && editor.search.isOpen) editor.goToHit(event.shiftKey ? -1 : 1);
  else if (means(event, "text.words")) editor.view.toggleSnap();
  else return false;
  return true;
}

/** N goes to the next hit, Shift+N to the one before, while a search is open. */
export function searching(editor: TextEditor, event: KeyboardEvent): boolean {
  if (!editor.search.isOpen || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (event.key === "Escape" && editor.picked === null && editor.relating.from === null) {
    editor.search.close();
    return true;
  }
  if (event.key.toLowerCase() !== "n" || editor.keymap.byKey.has("n")) return false;
  editor.goToHit(event.shiftKey ? -1 : 1);
  return true;
}

/** A key begins a relation at the picked mark; then arrows with Alt aim and Enter joins. */
export function relating(editor: TextEditor, event: KeyboardEvent): boolean {
  const { relating: state, picked } = editor;
  if (picked !== null && means(event, "text.relate")) {
    state.begin(picked);
    return true;
  }
  if (state.from === null) return false;
  if (event.altKey && /^Arrow(Up|Down)$/.test(event.key)) {
    state.aim(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") state.cancel();
  else if (event.key === "Enter" && !isOn(event.target, PRESSED_BY_ENTER)) state.join();
  else return false;
  return true;
}

/** Enter takes the picked suggestion, Shift+Enter all of its label, Backspace declines it. */
export function deciding(editor: TextEditor, event: KeyboardEvent): boolean {
  const { suggestions, picked } = editor;
  const ghost = suggestions.open.find((span) => span.id === picked);
  if (ghost === undefined || event.ctrlKey || event.altKey || event.metaKey) return false;
  if (event.key === "Enter" && !isOn(event.target, PRESSED_BY_ENTER)) {
    if (event.shiftKey) suggestions.acceptAll(ghost.class_id);
    else suggestions.accept(ghost.id);
  } else if (event.key === "Backspace" || event.key === "Delete") suggestions.decline(ghost.id);
  else return false;
  return true;
}

/** Alt+U says that one is not sure about the picked mark, or is sure again. */
export function doubting({ picked, editing }: TextEditor, event: KeyboardEvent): boolean {
  if (picked === null || !event.altKey || event.ctrlKey || event.code !== "KeyU") return false;
  editing.toggleUnsure(picked);
  return true;
}
