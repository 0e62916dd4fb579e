// What is offered to the person here, in the project of the address.
// SPDX-License-Identifier: Apache-2.0
import { createContext, useContext } from "react";
import { isOffered, type Offer, type Role } from "#lib/roles";

/** The roles in the open project; filled by the frame of the pages. */
export const Roles = createContext<readonly Role[]>([]);

/** A function that says whether something is offered. */
export function useOffers(): (offer: Offer) => boolean {
  const roles = useContext(Roles);
  return (offer) => isOffered(offer, roles);
}
