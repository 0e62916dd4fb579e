// The keys of the text editor, wherever the focus is on its page.
// - A field for typing keeps its keys, except undo and redo: those are the document's.
// - An open dialog keeps all of its keys.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from "react";
import { isForDialog } from "#lib/dialogs";
import { means } from "#lib/keymap/keymap";
import { answerTo, takesSeveral, toggled } from "../core/answers";
import { byPlace } from "../core/changes";
import { attributeKeysOf } from "../core/hotkeys";
import { asksOf, nextOf, progressOf } from "../core/turns";
import { anywhere, deciding, doubting, relating, searching } from "./quickKeys";
import type { TextEditor } from "./useTextEditor";

const TYPED_INTO =
  // i18n-exempt: a selector
  'textarea, select, [contenteditable="true"], input:not([type=radio], [type=checkbox])';

const within = (event: KeyboardEvent, selector: string) =>
  event.target instanceof Element && event.target.closest(selector) !== null;

/** Toggle an option of a question that has options, for the turn at hand if it is about turns. */
function chooseOption(editor: TextEditor, questionId: string, optionId: string): void {
  const question = editor.ontology.questions.find((each) => each.id === questionId);
  if (question === undefined) return;
  const turn = editor.turns[editor.turn - 1];
  if (question.per_turn === true && (turn === undefined || !asksOf(question, turn))) return;
  const number = question.per_turn === true ? editor.turn : 0;
  const value = answerTo(editor.editing.store.getState().labels, questionId, number);
  const next = toggled(takesSeveral(question), value, optionId);
  editor.editing.answer(questionId, next, undefined, number);
}

/** From turn to turn, and to the next one that lacks an answer; true if the key was one of them. */
function ofTurns(editor: TextEditor, event: KeyboardEvent): boolean {
  const { turns, turn, ontology, editing } = editor;
  if (turns.length === 0) return false;
  if (means(event, "turn.next")) editor.goToTurn(Math.min(turn + 1, turns.length));
  else if (means(event, "turn.previous")) editor.goToTurn(Math.max(turn - 1, 1));
  else if (means(event, "turn.open")) {
    const { open } = progressOf(ontology, editing.store.getState().labels, turns);
    editor.goToTurn(nextOf(open, turn));
  } else return false;
  return true;
}

function pickNeighbour(editor: TextEditor, by: 1 | -1): void {
  const shown = editor.spans.filter((span) => !editor.view.hidden.has(span.class_id));
  const spans = [...shown, ...editor.suggestions.open].sort(byPlace);
  const at = spans.findIndex((span) => span.id === editor.picked);
  const next = at < 0 ? (by === 1 ? 0 : spans.length - 1) : at + by;
  const span = spans[next];
  if (span !== undefined) editor.editing.select(span.id);
}

/** Undo and redo; true if the key was one of them. */
function history(editor: TextEditor, event: KeyboardEvent): boolean {
  if (means(event, "text.undo")) editor.editing.undo();
  else if (means(event, "text.redo")) editor.editing.redo();
  else return false;
  return true;
}

/** From span to span; true if the key was that. */
function neighbours(editor: TextEditor, event: KeyboardEvent): boolean {
  const next = means(event, "text.next");
  if (!next && !means(event, "text.previous")) return false;
  pickNeighbour(editor, next ? 1 : -1);
  return true;
}

/** A key of an attribute of the picked span; true if it was one. */
function ofAttribute(editor: TextEditor, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const span = editor.spans.find((each) => each.id === editor.picked);
  const kind = editor.ontology.classes.find((each) => each.id === span?.class_id);
  const target = attributeKeysOf(kind).get(event.key.toLowerCase());
  if (span === undefined || target === undefined) return false;
  const question = kind?.attributes?.find((each) => each.id === target.attributeId);
  const several = question !== undefined && takesSeveral(question);
  const value = span.attributes[target.attributeId] ?? null;
  const next = toggled(several, value, target.optionId);
  editor.editing.setAttribute(span.id, target.attributeId, next);
  return true;
}

/** Keys about the picked span; true if the key was one of them. */
function aboutPicked(editor: TextEditor, event: KeyboardEvent): boolean {
  if (editor.picked === null) return false;
  if (means(event, "text.remove")) {
    editor.remove(editor.picked);
    return true;
  }
  if (!/^Arrow(Left|Right)$/.test(event.key) || !(event.shiftKey || event.altKey)) return false;
  const by = event.key === "ArrowRight" ? 1 : -1;
  editor.nudge(event.altKey ? "start" : "end", by, event.ctrlKey ? "word" : "grapheme");
  return true;
}

/** Escape backs out of one thing at a time; true if there was one. */
function backOut(editor: TextEditor, event: KeyboardEvent): boolean {
  if (event.key !== "Escape") return false;
  if (editor.picked !== null) editor.editing.select(null);
  else if (editor.held !== null) editor.hold(null);
  else if (editor.selected !== null && editor.selected.anchor !== editor.selected.focus) {
    editor.select({ anchor: editor.selected.focus, focus: editor.selected.focus });
  } else return false;
  return true;
}

/** Keys that the ontology gives a meaning; true if the key was one of them. */
function fromOntology(editor: TextEditor, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = editor.keymap.byKey.get(event.key.toLowerCase());
  if (target === undefined) return false;
  if (target.kind === "class") editor.choose(target.classId);
  else if (target.kind === "option") chooseOption(editor, target.questionId, target.optionId);
  else if (editor.picked !== null) editor.relating.begin(editor.picked, target.relationId);
  return true;
}

export function useEditorKeys(editor: TextEditor): void {
  const latest = useRef(editor);
  useEffect(() => {
    latest.current = editor;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isForDialog(event)) return;
      const now = latest.current;
      const done =
        history(now, event) ||
        anywhere(now, event) ||
        (!within(event, TYPED_INTO) &&
          (relating(now, event) ||
            ofTurns(now, event) ||
            neighbours(now, event) ||
            deciding(now, event) ||
            aboutPicked(now, event) ||
            doubting(now, event) ||
            ofAttribute(now, event) ||
            searching(now, event) ||
            backOut(now, event) ||
            fromOntology(now, event)));
      if (done) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
