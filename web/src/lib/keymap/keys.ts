// How a key is spelled: `s`, `Ctrl+Enter`, `Alt+Shift+ArrowDown`.
// - Ctrl stands for Command, too. Shift is named only where it does not change the sign itself.
// SPDX-License-Identifier: Apache-2.0

/** What of a key press matters. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const MODIFIERS: ReadonlySet<string> = new Set(["Control", "Shift", "Alt", "Meta", "AltGraph"]);

/** The key itself: Alt makes other signs of letters on some keyboards, so the place counts then. */
function sign({ key, code, altKey }: Press): string {
  const letter = altKey ? /^(?:Key|Digit)(\w)$/.exec(code)?.[1] : undefined;
  if (letter !== undefined) return letter.toLowerCase();
  if (key === " ") return "Space";
  return [...key].length === 1 ? key.toLowerCase() : key;
}

/** Spell a press, or null where only modifiers are held. */
export function spell(press: Press): string | null {
  if (MODIFIERS.has(press.key) || press.key === "Dead") return null;
  const name = sign(press);
  const isHeld = press.ctrlKey || press.metaKey || press.altKey;
  const parts = [
    press.ctrlKey || press.metaKey ? "Ctrl" : "",
    press.altKey ? "Alt" : "",
    press.shiftKey && (isHeld || [...name].length > 1) ? "Shift" : "",
    name,
  ];
  return parts.filter((part) => part !== "").join("+");
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
};

/** A key as it is printed beside what it does. */
export function printed(key: string): string {
  const parts = key.split(/\+(?=.)/);
  const last = parts.pop() ?? "";
  const shown = SHOWN[last] ?? (last.length === 1 ? last.toUpperCase() : last);
  return [...parts, shown].join(" ");
}

/** A key for `aria-keyshortcuts`. */
export const spoken = (key: string): string =>
  key
    .replace("Ctrl", "Control")
    .split(/\+(?=.)/)
    .map((part) => (part.length === 1 ? part.toUpperCase() : part))
    .join("+");

/** Whether a key types something: in a field it stays the field's. */
export const isTyped = (key: string): boolean => !/^(Ctrl|Alt)\+/.test(key);
