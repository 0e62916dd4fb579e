// Texts in components: they follow the language that is chosen.
// SPDX-License-Identifier: Apache-2.0
import { Trans, useLingui } from "@lingui/react";
import { type ReactElement, useMemo } from "react";
import { say } from "./language";
import type { Key, Namespace, Say, Values } from "./namespaces";

/** The texts of one feature: `const t = useText("work"); t("next", { count: 3 })`. */
export function useText<N extends Namespace>(namespace: N): Say<N> {
  // Another one with each language and each set of texts, and the same one until then.
  const spoken = useLingui();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says depends on the language
  return useMemo(() => say(namespace), [namespace, spoken]);
}

interface TextProps<N extends Namespace> {
  readonly of: N;
  readonly is: Key<N>;
  readonly values?: Values;
  /** What the text's own tags stand for: `<b>…</b>` is `{ b: <strong /> }`. */
  readonly tags: Readonly<Record<string, ReactElement>>;
}

/** A text with something inside it: a link, a key, emphasis. */
export function Text<N extends Namespace>({ of, is, values, tags }: TextProps<N>) {
  return <Trans id={`${of}.${is}`} values={values ?? {}} components={tags} />;
}
