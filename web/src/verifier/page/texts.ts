// The words of this page, in both languages, at hand without a network.
// SPDX-License-Identifier: Apache-2.0
import { type Messages, setupI18n } from "@lingui/core";
import type { Key, Values } from "#i18n/namespaces";
import { CONTAINER, type FaultCode, FOLDER, type Where } from "../core/faults";
import { EVENTS, HASHES } from "../core/manifest";

const FILES = import.meta.glob<Messages>("../../i18n/*/verifier.json", {
  import: "default",
  eager: true,
});

// i18n-exempt: each language by its own name, in every language
export const LANGUAGES = { en: "English", de: "Deutsch" } as const;
export type Language = keyof typeof LANGUAGES;

const i18n = setupI18n();
for (const [path, messages] of Object.entries(FILES))
  i18n.load(path.split("/").at(-2) ?? "", messages);

export const t = (key: Key<"verifier">, values: Values = {}): string => i18n._(key, values);

export const speak = (tongue: Language): void => i18n.activate(tongue);

export const language = (): Language => (i18n.locale === "de" ? "de" : "en");

export const preferred = (asked: readonly string[]): Language =>
  asked.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === "de" || tag === "en") ===
  "de"
    ? "de"
    : "en";

export const amount = (number: number): string => number.toLocaleString(language());

export const moment = (iso: string): string =>
  new Date(iso).toLocaleString(language(), {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });

export const faultText = (code: FaultCode, values: Values): string => t(`fault.${code}`, values);

/** Where a fault is, in words. */
export function placeText({ file, line, revision }: Where): string {
  if (file === CONTAINER.file) return t("place.container");
  if (file === FOLDER.file) return t("place.folder");
  if (file === `${EVENTS} and ${HASHES}`) return t("place.both", { one: EVENTS, other: HASHES });
  if (line === undefined) return file;
  if (revision === undefined) return t("place.line", { file, line });
  return t("place.revision", { file, line, revision });
}
