// The page's own keys: hand in, accept, send back, skip, guideline, key sheet.
// - A field for typing and an open dialog keep their keys; Ctrl+Enter hands in from a field too.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "react";
import { byPlace } from "#editors/core/changes";
import { isForDialog } from "#lib/dialogs";
import { means } from "#lib/keymap/keymap";
import { WHOLE_TEXT } from "#lib/labels";
import type { Workspace } from "./useWorkspace";

/** What the page can ask its person in a dialog. */
export type Asked = "ask" | "skip" | "send-back" | "report" | "keys";

interface Parts {
  readonly workspace: Workspace;
  readonly ask: (asked: Asked) => void;
  readonly toggleGuideline: () => void;
}

// i18n-exempt: a selector
const TYPED_INTO = "textarea, select, input:not([type=radio], [type=checkbox])";

const within = (event: KeyboardEvent, selector: string) =>
  event.target instanceof Element && event.target.closest(selector) !== null;

/** Doubt the picked mark, or the whole text where none is picked. */
const doubt = ({ editor, editing }: Workspace) => editing.toggleUnsure(editor.picked ?? WHOLE_TEXT);

/** Say that the picked mark is right, and go to the next one. */
function acceptPicked({ editor, editing, decisions, labels }: Workspace): void {
  const spans = [...labels.spans].sort(byPlace);
  const at = spans.findIndex((span) => span.id === editor.picked);
  const picked = spans[at];
  if (picked !== undefined && !decisions.store.getState().accepted[picked.id]) {
    decisions.toggleAccepted(picked.id);
  }
  const next = spans[at + 1];
  if (next !== undefined) editing.select(next.id);
}

/** Put the caret into the comment on the picked mark. */
function commentOnPicked(): void {
  document.querySelector<HTMLElement>("[data-note]")?.focus();
}

/** What is asked for in a dialog, whatever the duty. */
const ASKS = [
  ["app.keys", "keys"],
  ["desk.ask", "ask"],
  ["desk.hide", "report"],
] as const;

function actOn({ workspace, ask, toggleGuideline }: Parts, event: KeyboardEvent): boolean {
  const isReview = workspace.work.duty === "review";
  const asked = ASKS.find(([action]) => means(event, action))?.[1];
  if (asked !== undefined) ask(asked);
  else if (means(event, "desk.unsure")) doubt(workspace);
  else if (means(event, "desk.guideline")) toggleGuideline();
  else if (!isReview && means(event, "label.skip")) ask("skip");
  else if (isReview && means(event, "review.sendBack")) ask("send-back");
  else if (isReview && means(event, "review.right")) acceptPicked(workspace);
  else if (isReview && means(event, "review.comment")) commentOnPicked();
  else if (isReview && means(event, "review.accept")) workspace.accept();
  else return false;
  return true;
}

/** Carry out what a key means here; true if it means something. */
function onPress(parts: Parts, event: KeyboardEvent): boolean {
  if (means(event, "desk.handIn")) {
    parts.workspace.submit();
    return true;
  }
  if (within(event, TYPED_INTO)) return false;
  return actOn(parts, event);
}

export function useWorkKeys(parts: Parts): void {
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || isForDialog(event)) return;
      if (onPress(latest.current, event)) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
