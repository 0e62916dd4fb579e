// A word of the server's in words of ours; one that is new here, or a policy's own, by its name.
// SPDX-License-Identifier: Apache-2.0
import texts from "#i18n/en/privacy.json";
import type { Key } from "#i18n/namespaces";
import { useText } from "#i18n/Text";

export function useWord() {
  const t = useText("privacy");
  return (part: "cause" | "kind" | "tier", word: string): string => {
    const key = `${part}.${word}`;
    if (key in texts) return t(key as Key<"privacy">);
    const words = word.replace(/[-_]/g, " ").toLowerCase();
    return part === "kind" ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  };
}
