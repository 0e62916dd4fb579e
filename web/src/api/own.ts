// What is one's own: how one likes the screen, and what one was told.
// - Preferences follow their person to every browser; a notice is a kind and ids.
// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from "@tanstack/react-query";
import { chooseLanguage, isLanguage, language } from "#i18n/language";
import { type Choice, readChoice, useChoice } from "#lib/keymap/keymap";
import { setSnap, whenSnapChosen } from "#lib/snap";
import { call } from "./http";
import type { NoticeOut, PreferencesIn } from "./schema.gen";

export type Notice = NoticeOut;

const AS_IT_COMES: PreferencesIn = { language: "", preset: "", keys: {}, snap: "" };
let kept = AS_IT_COMES;

async function apply(preferences: PreferencesIn): Promise<void> {
  kept = preferences;
  useChoice.setState(readChoice(preferences), true);
  if (preferences.snap === "word" || preferences.snap === "character") setSnap(preferences.snap);
  const wanted = preferences.language;
  if (isLanguage(wanted) && wanted !== language()) await chooseLanguage(wanted);
}

/** Make the screen as its person likes it; where that cannot be asked, as it comes. */
export async function followPreferences(): Promise<void> {
  try {
    await apply(await call("GET", "/api/preferences", {}));
  } catch {
    // Nothing that anybody waits for: the page works with what it has.
  }
}

async function keep(change: Partial<PreferencesIn>): Promise<void> {
  await apply({ ...kept, ...change });
  await call("PUT", "/api/preferences", { body: kept });
}

/** Speak another language from now on, here and in the next browser. */
export const preferLanguage = (tongue: string) => keep({ language: tongue });

/** Use these keys from now on. */
export const preferKeys = ({ preset, changes }: Choice) =>
  keep({ preset, keys: Object.fromEntries(Object.entries(changes)) });

// Chosen in the middle of work: nobody waits for it to be kept, and nothing is lost if it is not.
whenSnapChosen((snap) => void keep({ snap }).catch(() => undefined));

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: () => call("GET", "/api/notices", {}),
  refetchInterval: 30_000,
});

export const readNotices = () => call("POST", "/api/notices/read", {});
