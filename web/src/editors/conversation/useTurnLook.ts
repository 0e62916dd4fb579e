// How turns look: who speaks, what was answered, and which one is at hand.
// - Told to the lines of the surface by attributes, so that two thousand turns are drawn once; what is
//   told are numbers, roles and answers, never words of the text.
// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useMemo, useRef } from "react";
import { inShort, speakerOf } from "#editors/core/turns";
import { useText } from "#i18n/Text";
import type { Talk } from "./talk";

const HUES = 6;

/** The first line of each turn. */
function headsOf(root: HTMLElement): ReadonlyMap<number, HTMLElement> {
  const heads = new Map<number, HTMLElement>();
  for (const line of root.querySelectorAll<HTMLElement>("[data-turn]")) {
    const number = Number(line.dataset["turn"]);
    if (!heads.has(number)) heads.set(number, line);
  }
  return heads;
}

/** A small number for each speaker, in the order in which they speak. */
function speakersOf({ turns, slice }: Talk): readonly number[] {
  const seen = new Map<string, number>();
  return turns.map((turn) => {
    const name = `${turn.role} ${speakerOf(slice, turn)}`;
    const number = seen.get(name) ?? (seen.size % HUES) + 1;
    seen.set(name, number);
    return number;
  });
}

/** What was answered about each turn, in a few words. */
function saidOf({ ontology, labels }: Talk): ReadonlyMap<number, string> {
  const questions = new Map(ontology.questions.map((each) => [each.id, each]));
  const said = new Map<number, string[]>();
  for (const { question_id, value, turn = 0 } of labels.answers) {
    const question = questions.get(question_id);
    if (turn === 0 || question === undefined) continue;
    said.set(turn, [...(said.get(turn) ?? []), inShort(question, value)]);
  }
  return new Map([...said].map(([turn, words]) => [turn, words.join(" · ")]));
}

const marksOf = (keys: ReadonlySet<string>) =>
  new Set([...keys].map((key) => Number(key.split("@")[1] ?? 0)));

/** What is the same for as long as the turns are: who speaks, by number and by role. */
function useSpeakers(talk: Talk) {
  const t = useText("editors");
  const { turns } = talk;
  // biome-ignore lint/correctness/useExhaustiveDependencies: speakers come with the turns
  return useMemo(
    () => ({
      speakers: speakersOf(talk),
      roles: turns.map(({ role }) => t(`conversation.role.${role}`)),
    }),
    [turns, t],
  );
}

function useLooks(talk: Talk) {
  const { labels, ontology, missing, changed } = talk;
  const who = useSpeakers(talk);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew when answers change
  const said = useMemo(() => saidOf(talk), [labels.answers, ontology]);
  return useMemo(
    () => ({ ...who, said, missing: marksOf(missing), changed: marksOf(changed) }),
    [who, said, missing, changed],
  );
}

/** Tell the lines in the page how they look; of what is drawn, the surface tells it itself. */
export function useTurnLook(talk: Talk): ReturnType<typeof useLooks> {
  const { surface, turns, turn, isDrawn } = talk;
  const look = useLooks(talk);
  const { speakers, roles, said, missing, changed } = look;
  const heads = useRef<ReadonlyMap<number, HTMLElement>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lines are made anew with the turns
  useLayoutEffect(() => {
    const root = surface.current;
    if (root === null || isDrawn) return;
    heads.current = headsOf(root);
    for (const line of root.querySelectorAll<HTMLElement>("[data-turn]")) {
      line.dataset["speaker"] = String(speakers[Number(line.dataset["turn"]) - 1] ?? 1);
    }
    for (const [number, head] of heads.current) head.dataset["who"] = roles[number - 1];
  }, [surface, turns, speakers, roles, isDrawn]);
  useLayoutEffect(() => {
    if (isDrawn) return;
    for (const [number, head] of heads.current) {
      const words = said.get(number) ?? "";
      if ((head.dataset["said"] ?? "") !== words) head.dataset["said"] = words;
      head.toggleAttribute("data-missing", missing.has(number));
      head.toggleAttribute("data-changed", changed.has(number));
    }
  }, [said, missing, changed, isDrawn]);
  useLayoutEffect(() => {
    if (isDrawn) return;
    const lines = surface.current?.querySelectorAll(`[data-turn="${turn}"]`) ?? [];
    for (const line of lines) line.setAttribute("data-at-hand", "");
    return () => {
      for (const line of lines) line.removeAttribute("data-at-hand");
    };
  }, [surface, turn, isDrawn]);
  return look;
}
