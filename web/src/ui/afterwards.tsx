// Parts that a page needs only when something is asked for: they come after it, not with it.
// - They are fetched once the page has been there for a while, so that they are at hand when they
//   are wanted, and when the network is gone; what is wanted earlier is fetched at once.
// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, type ReactNode, Suspense } from "react";
import { later } from "./Later";

const AFTER_MS = 5_000;

/** The part `name` of a module, and what stands in its place while it is on its way. */
export function afterwards<Props extends object, Name extends string>(
  fetchPart: () => Promise<Readonly<Record<Name, ComponentType<Props>>>>,
  name: Name,
  meanwhile: ReactNode = null,
) {
  const Part = later(async () => (await fetchPart())[name]);
  setTimeout(() => void Part.preload(), AFTER_MS);
  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, not in a page
  return function Afterwards(props: Props) {
    return (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    );
  };
}
