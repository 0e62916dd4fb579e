// Actions on a page: what a key does here, and what the palette can do here.
// - `useActions({ "label.skip": skip })` while the page is shown; the newest page comes first.
// - A field for typing keeps the keys that type; an open dialog keeps all of its keys.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "react";
import { isForDialog } from "../dialogs";
import { ACTION_IDS, type ActionId } from "./actions";
import { keysOf, useChoice } from "./keymap";
import { isTyped, spell } from "./keys";

export type Handlers = Readonly<Partial<Record<ActionId, () => void>>>;
type Source = () => Handlers;

const TYPED_INTO =
  // i18n-exempt: a selector
  'textarea, select, [contenteditable="true"], input:not([type=radio], [type=checkbox])';
const pages: Source[] = [];

/** What can be done now, by the page that comes first for it. */
export function actionsHere(): ReadonlyMap<ActionId, () => void> {
  const found = new Map<ActionId, () => void>();
  for (const page of pages) {
    for (const action of ACTION_IDS) {
      const act = page()[action];
      if (act !== undefined) found.set(action, act);
    }
  }
  return found;
}

const within = (event: KeyboardEvent, selector: string) =>
  event.target instanceof Element && event.target.closest(selector) !== null;

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const key = spell(event);
  if (key === null || isForDialog(event)) return;
  if (isTyped(key) && within(event, TYPED_INTO)) return;
  const choice = useChoice.getState();
  for (const [action, act] of actionsHere()) {
    if (!keysOf(choice, action).includes(key)) continue;
    event.preventDefault();
    act();
    return;
  }
}

function join(page: Source): () => void {
  if (pages.length === 0) document.addEventListener("keydown", onKey);
  pages.push(page);
  return () => {
    pages.splice(pages.indexOf(page), 1);
    if (pages.length === 0) document.removeEventListener("keydown", onKey);
  };
}

export function useActions(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => join(() => latest.current), []);
}
