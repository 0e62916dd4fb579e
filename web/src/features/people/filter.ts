// Finding people: by name or address, role and standing; a page at a time.
// SPDX-License-Identifier: Apache-2.0
import type { Member } from "#api/types";
import type { Role } from "#lib/roles";

export const PAGE = 50;

export interface Wanted {
  readonly text: string;
  readonly role: Role | "";
  readonly standing: "" | "active" | "suspended";
}

export const EVERYBODY: Wanted = { text: "", role: "", standing: "" };

/** Letters without their marks, in small: `Müller` is found by `muller`. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

export const isSuspended = ({ suspended, outside }: Member): boolean =>
  suspended !== null || outside !== null;

/** The people that are wanted; every word has to stand in name or address. */
export function found(members: readonly Member[], wanted: Wanted): readonly Member[] {
  const words = plain(wanted.text).split(/\s+/).filter(Boolean);
  return members.filter((member) => {
    const said = plain(`${member.name} ${member.email}`);
    return (
      words.every((word) => said.includes(word)) &&
      (wanted.role === "" || member.grants.some(({ role }) => role === wanted.role)) &&
      (wanted.standing === "" || isSuspended(member) === (wanted.standing === "suspended"))
    );
  });
}
