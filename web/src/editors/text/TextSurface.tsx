// The text to work on: read, selected and marked with mouse or keyboard, never typed into.
// - It stands in the page, or where a project is protected it is a picture: one editor for both.
// SPDX-License-Identifier: Apache-2.0
import { type KeyboardEvent, lazy, Suspense, useEffect } from "react";
import { means } from "#lib/keymap/keymap";
import type { Press } from "#lib/keymap/keys";
import { moved } from "./caretKeys";
import { RelatingNotice, SuggestionNotice } from "./Notices";
import { hasRelations } from "./Overlay";
import { PageText } from "./PageText";
import { SearchBox } from "./SearchBox";
import { reveal } from "./scrolling";
import type { Selected } from "./selection";
import type { Extent } from "./snapping";
import { Tools } from "./Tools";
import styles from "./text.module.css";
import { usePlaceKept } from "./usePlaceKept";
import type { TextEditor } from "./useTextEditor";

const DrawnText = lazy(async () => ({
  default: (await import("./drawn/DrawnText")).DrawnText,
}));

interface TextSurfaceProps {
  readonly editor: TextEditor;
  readonly label: string;
  /** Places that the redactor was not sure about. */
  readonly doubts?: readonly Extent[];
}

const NO_DOUBTS: readonly Extent[] = [];
const TURN_KEYS = ["turn.next", "turn.previous", "turn.open"] as const;

/** From turn to turn is the page's key, wherever the focus is. */
const meansTurn = ({ turns }: TextEditor, press: Press): boolean =>
  turns.length > 0 && TURN_KEYS.some((action) => means(press, action));

/** Scroll to a place of the text with some room around it. */
function showPlace({ surface, geometry }: TextEditor, point: number, room: number): void {
  const places = geometry();
  if (surface.current !== null && places !== null) reveal(surface.current, places, point, room);
}

/** What was picked, found or aimed at, and cannot be seen, comes into view. */
function useRevealed(editor: TextEditor): void {
  const { picked, geometry, editing, surface, search, suggestions, relating } = editor;
  const wanted = relating.toward ?? picked;
  const { open } = suggestions;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text follows choices, not labels
  useEffect(() => {
    const { spans } = editing.store.getState().labels;
    const span = wanted === null ? undefined : [...spans, ...open].find(({ id }) => id === wanted);
    if (span === undefined) return;
    // In the next frame: measuring now would lay everything out once more.
    const frame = requestAnimationFrame(() => {
      showPlace(editor, span.start, 2);
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, geometry, editing, surface]);
  const hit = search.hits[search.at];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text follows what was found
  useEffect(() => {
    // The search's own box lies over the first lines.
    if (hit !== undefined) showPlace(editor, hit.start, 96);
  }, [hit, geometry, surface]);
}

export function TextSurface({ editor, label, doubts = NO_DOUBTS }: TextSurfaceProps) {
  const { surface, mark } = editor;
  useRevealed(editor);
  usePlaceKept(editor);
  const go = (selected: Selected) => {
    editor.editing.select(null);
    editor.select(selected);
    showPlace(editor, selected.focus, 38);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const edges = editor.picked !== null && event.shiftKey && /^Arrow(Left|Right)$/.test(event.key);
    const stays = edges || meansTurn(editor, event.nativeEvent);
    const next = surface.current === null || stays ? null : moved(surface.current, editor, event);
    if (next === null) return;
    event.preventDefault();
    go(next);
  };
  const shown = { editor, label, doubts, onKeyDown };
  return (
    <>
      <Tools editor={editor} />
      {editor.search.isOpen && <SearchBox editor={editor} />}
      <SuggestionNotice editor={editor} />
      <RelatingNotice editor={editor} />
      <div className={styles["surface"]} data-related={hasRelations(editor) || undefined}>
        {mark === null ? (
          <PageText {...shown} />
        ) : (
          <Suspense fallback={<div className={styles["text"]} aria-busy="true" />}>
            <DrawnText {...shown} mark={mark} />
          </Suspense>
        )}
      </div>
    </>
  );
}
