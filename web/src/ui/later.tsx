// Parts that a page needs only when something is asked for: they come after it, not with it.
// - They are fetched once the page has been quiet for a while, so that they are at hand when they
//   are wanted, and when the network is gone; what is wanted earlier is fetched at once.
// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, lazy, type ReactNode, Suspense } from "react";

const QUIET_MS = 5_000;

/** The part `name` of a module, and what stands in its place while it is on its way. */
export function later<Props extends object, Name extends string>(
  fetchPart: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
  meanwhile: ReactNode = null,
) {
  const Part = lazy(async () => ({ default: (await fetchPart())[name] as ComponentType<object> }));
  setTimeout(() => void fetchPart().catch(() => null), QUIET_MS);
  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, as by lazy()
  return function Later(props: Props) {
    return (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    );
  };
}
