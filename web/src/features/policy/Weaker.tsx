// What a draft hides less than the version in force, in sentences.
// SPDX-License-Identifier: Apache-2.0
import type { Weakening } from "#api/types";
import { useText } from "#i18n/Text";
import styles from "./policy.module.css";

type Way =
  | "kept"
  | "shows-more"
  | "later"
  | "age-limit"
  | "detector-gone"
  | "words-gone"
  | "patterns-gone"
  | "words-allowed"
  | "patterns-allowed"
  | "languages-added"
  | "riskier"
  | "codes-kept";

const subject = (field: string): string => field.slice(field.indexOf(".") + 1);

/** Every way in which the draft hides less than the version in force. */
export function Weaker({ ways }: { readonly ways: readonly Weakening[] }) {
  const t = useText("policy");
  return (
    <ul className={styles["ways"]}>
      {ways.map((one) => (
        <li key={`${one.field} ${one.less}`}>
          {t(`weaker.${one.less as Way}`, { what: subject(one.field), count: one.count })}
        </li>
      ))}
    </ul>
  );
}
