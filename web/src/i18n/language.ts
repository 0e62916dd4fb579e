// The language of the page: which there are, which one is meant, and its texts, fetched as needed.
// - A page's texts are there before it is shown; switching changes what is on screen, and no state.
// - The server's refusals in another language than its own come with the first of them, or soon
//   after the page: most pages are refused nothing.
// - This browser remembers the choice, and nothing else about it.
// SPDX-License-Identifier: Apache-2.0
import { i18n, type Messages } from "@lingui/core";
import type { Key, Namespace, Say, Values } from "./namespaces";
import { knowsRefusals, learnRefusals } from "./refusals";

// i18n-exempt: each language by its own name, in every language
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const REMEMBERED = "sealmark-language";
const FILES = import.meta.glob<Messages>("./*/*.json", { import: "default" });
const wanted = new Set<Namespace>();

export const isLanguage = (name: string): name is Language => name in LANGUAGES;

/** The language that was chosen in this browser, else the first it asks for that we speak. */
export function preferredLanguage(chosen: string | null, asked: readonly string[]): Language {
  if (chosen !== null && isLanguage(chosen)) return chosen;
  return asked.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";
}

export const language = (): Language => (isLanguage(i18n.locale) ? i18n.locale : "en");

async function fetchTexts(tongue: Language, namespaces: Iterable<Namespace>): Promise<void> {
  const fetched = [...namespaces].map(async (name): Promise<Messages> => {
    const file = await FILES[`./${tongue}/${name}.json`]?.();
    return Object.fromEntries(
      Object.entries(file ?? {}).map(([key, message]) => [`${name}.${key}`, message]),
    );
  });
  for (const messages of await Promise.all(fetched)) i18n.load(tongue, messages);
}

/** Have these texts at hand, now and in whatever language is chosen later. */
export async function loadTexts(...namespaces: readonly Namespace[]): Promise<void> {
  const lacking = namespaces.filter((name) => !wanted.has(name));
  await fetchTexts(language(), lacking);
  for (const name of lacking) wanted.add(name);
}

const SOON_MS = 5_000;

/** Have the refusals at hand; where they cannot be fetched they are told as the server says them. */
export async function refusalsAtHand(): Promise<void> {
  if (language() === "en") return;
  try {
    await loadTexts("errors");
    // What the server says is English: its sentences are needed to find those that say the same.
    if (!knowsRefusals()) learnRefusals((await FILES["./en/errors.json"]?.()) ?? {});
  } catch {
    // Without the network there is no refusal either; the next one asks again.
  }
}

/** Show everything in `tongue` from now on. */
async function speak(tongue: Language): Promise<void> {
  await fetchTexts(tongue, wanted);
  i18n.activate(tongue);
  document.documentElement.lang = tongue;
  setTimeout(() => void refusalsAtHand(), SOON_MS);
}

/** Speak the language of this browser's reader, with the texts that every page needs. */
export async function startSpeaking(): Promise<void> {
  wanted.add("app");
  await speak(preferredLanguage(localStorage.getItem(REMEMBERED), navigator.languages));
}

/** Change the language, and remember it in this browser. */
export async function chooseLanguage(tongue: Language): Promise<void> {
  await speak(tongue);
  localStorage.setItem(REMEMBERED, tongue);
}

/** Whether there is a text for this; what the server names may be newer than the texts. */
export function isText<N extends Namespace>(namespace: N, key: string): key is Key<N> {
  return `${namespace}.${key}` in i18n.messages;
}

/** The keys of a feature's texts, in their order. */
export function keysOf<N extends Namespace>(namespace: N): readonly Key<N>[] {
  const start = `${namespace}.`;
  const own = Object.keys(i18n.messages).filter((id) => id.startsWith(start));
  return own.map((id) => id.slice(start.length) as Key<N>);
}

/** A text outside of a component; what shows it has to read the language by `useText`. */
export function say<N extends Namespace>(namespace: N): Say<N> {
  return (key, values?: Values) => i18n._(`${namespace}.${key}`, values);
}
