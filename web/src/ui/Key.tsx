// A key, shown beside what it does; spoken through `aria-keyshortcuts`, not as part of a name.
// SPDX-License-Identifier: Apache-2.0
import styles from "./ui.module.css";

export function Key({ children }: { readonly children: string }) {
  return (
    <span className={styles["key"]} aria-hidden="true">
      {children}
    </span>
  );
}
