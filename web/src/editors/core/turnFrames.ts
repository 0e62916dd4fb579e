// How the turns of a conversation look, for a surface that draws its lines itself.
// - What is handed over are numbers, roles and answers in short, never words of the text.
// SPDX-License-Identifier: Apache-2.0
import { createContext } from "react";

/** From where to where a turn reaches, in pixels from the surface's corner. */
export interface TurnPlace {
  readonly turn: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TurnFrames {
  /** By turn: the speaker's small number, and the role in words. */
  readonly speakers: readonly number[];
  readonly roles: readonly string[];
  /** By number of the turn: what was answered about it, in a few words. */
  readonly said: ReadonlyMap<number, string>;
  readonly missing: ReadonlySet<number>;
  readonly changed: ReadonlySet<number>;
  /** The number of the turn one is at. */
  readonly atHand: number;
  /** Free pixels below the turn at hand, for what is asked of it. */
  readonly room: number;
  /** Told by the surface: where the turn at hand stands. */
  onPlaced(place: TurnPlace): void;
}

/** Null around any text that is no conversation. */
export const TurnFramesContext = createContext<TurnFrames | null>(null);
