// The keys as one person has them: a preset, and what they changed.
// - An action that was changed has exactly that key; an empty one leaves it without.
// SPDX-License-Identifier: Apache-2.0
import { create } from "zustand";
import {
  ACTION_IDS,
  type ActionId,
  isAction,
  isPreset,
  overlap,
  type Preset,
  presetKeys,
} from "./actions";
import { type Press, spell } from "./keys";

type Changes = Readonly<Partial<Record<ActionId, string>>>;

export interface Choice {
  readonly preset: Preset;
  readonly changes: Changes;
}

export const AS_IT_COMES: Choice = { preset: "sealmark", changes: {} };

/** What the server kept, as far as this version knows it. */
export function readChoice(kept: {
  readonly preset: string;
  readonly keys: Readonly<Record<string, string>>;
}): Choice {
  const known = Object.entries(kept.keys).filter(([action]) => isAction(action));
  return {
    preset: isPreset(kept.preset) ? kept.preset : "sealmark",
    changes: Object.fromEntries(known),
  };
}

export function keysOf({ preset, changes }: Choice, action: ActionId): readonly string[] {
  const changed = changes[action];
  if (changed === undefined) return presetKeys(preset, action);
  return changed === "" ? [] : [changed];
}

/** The other actions that the same key means where this one works. */
export function conflictsOf(choice: Choice, action: ActionId): readonly ActionId[] {
  const mine = new Set(keysOf(choice, action));
  return ACTION_IDS.filter(
    (other) =>
      other !== action &&
      overlap(action, other) &&
      keysOf(choice, other).some((key) => mine.has(key)),
  );
}

/** The keys in use in this tab. */
export const useChoice = create<Choice>(() => AS_IT_COMES);

/** The first key of an action, as one shows it; empty where it has none. */
export const useKeyOf = (action: ActionId): string =>
  useChoice((choice) => keysOf(choice, action)[0] ?? "");

/** Whether this press means the action. */
export function means(press: Press, action: ActionId): boolean {
  const key = spell(press);
  return key !== null && keysOf(useChoice.getState(), action).includes(key);
}
