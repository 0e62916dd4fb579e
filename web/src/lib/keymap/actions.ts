// Everything that has a key, where it works, and its keys in each preset.
// - A preset names only what differs. Words for each action stand in the texts: `action.<id>`.
// SPDX-License-Identifier: Apache-2.0

/** Where an action works. `desk` is labeling and review; `text` is an open text on either. */
export type Where = "anywhere" | "label" | "review" | "desk" | "text" | "quarantine";

export const PRESETS = ["sealmark", "label_studio", "cvat"] as const;
export type Preset = (typeof PRESETS)[number];

interface Action {
  readonly where: Where;
  readonly keys: readonly string[];
  readonly label_studio?: readonly string[];
  readonly cvat?: readonly string[];
}

const ACTIONS = {
  "app.palette": { where: "anywhere", keys: ["Ctrl+k"] },
  "app.keys": { where: "anywhere", keys: ["?"], cvat: ["F1", "?"] },
  "desk.handIn": { where: "desk", keys: ["Ctrl+Enter"], cvat: ["Ctrl+s", "Ctrl+Enter"] },
  "desk.ask": { where: "desk", keys: ["q"] },
  "desk.unsure": { where: "desk", keys: ["u"] },
  "desk.guideline": { where: "desk", keys: ["g"] },
  "desk.hide": { where: "desk", keys: ["h"] },
  "label.skip": { where: "label", keys: ["s"], label_studio: ["Ctrl+Space"], cvat: ["f"] },
  "review.accept": { where: "review", keys: ["a"], label_studio: ["Alt+Enter"] },
  "review.right": { where: "review", keys: ["e"] },
  "review.comment": { where: "review", keys: ["c"] },
  "review.sendBack": { where: "review", keys: ["r"], label_studio: ["Ctrl+Space"] },
  "turn.next": { where: "text", keys: ["Ctrl+ArrowDown"] },
  "turn.previous": { where: "text", keys: ["Ctrl+ArrowUp"] },
  "turn.open": { where: "text", keys: ["Ctrl+Shift+ArrowDown"] },
  "text.search": { where: "text", keys: ["Ctrl+f"] },
  "text.everywhere": { where: "text", keys: ["Ctrl+Shift+l"] },
  "text.words": { where: "text", keys: ["Alt+w"] },
  "text.relate": { where: "text", keys: ["Alt+r"] },
  "text.undo": { where: "text", keys: ["Ctrl+z"] },
  "text.redo": { where: "text", keys: ["Ctrl+Shift+z", "Ctrl+y"] },
  "text.next": { where: "text", keys: ["Alt+ArrowDown"], label_studio: ["Alt+."], cvat: ["]"] },
  "text.previous": { where: "text", keys: ["Alt+ArrowUp"], label_studio: ["Alt+,"], cvat: ["["] },
  "text.remove": { where: "text", keys: ["Backspace", "Delete"] },
  "quarantine.next": { where: "quarantine", keys: ["j"] },
  "quarantine.previous": { where: "quarantine", keys: ["k"] },
  "quarantine.choose": { where: "quarantine", keys: ["x"] },
  "quarantine.hide": { where: "quarantine", keys: ["h"] },
  "quarantine.release": { where: "quarantine", keys: ["r"] },
  "quarantine.aside": { where: "quarantine", keys: ["a"] },
  "quarantine.wish": { where: "quarantine", keys: ["w"] },
} as const satisfies Readonly<Record<string, Action>>;

export type ActionId = keyof typeof ACTIONS;
export const ACTION_IDS = Object.keys(ACTIONS) as readonly ActionId[];

export const WHERES = [
  "anywhere",
  "desk",
  "label",
  "review",
  "text",
  "quarantine",
] as const satisfies readonly Where[];

export const actionsOf = (where: Where): readonly ActionId[] =>
  ACTION_IDS.filter((action) => ACTIONS[action].where === where);

export const isAction = (name: string): name is ActionId => name in ACTIONS;
export const isPreset = (name: string): name is Preset => PRESETS.some((each) => each === name);

/** The keys of an action in a preset. */
export function presetKeys(preset: Preset, action: ActionId): readonly string[] {
  const known: Action = ACTIONS[action];
  return (preset === "sealmark" ? undefined : known[preset]) ?? known.keys;
}

/** Never open at once: labeling, review, and the quarantine beside either of them. */
const APART = [
  ["label", "review"],
  ["quarantine", "label"],
  ["quarantine", "review"],
  ["quarantine", "desk"],
] as const satisfies readonly (readonly [Where, Where])[];

/** Whether two actions can be meant by the same press: some places are never open at once. */
export function overlap(one: ActionId, other: ActionId): boolean {
  const places = new Set<Where>([ACTIONS[one].where, ACTIONS[other].where]);
  return !APART.some((pair) => pair.every((place) => places.has(place)));
}
