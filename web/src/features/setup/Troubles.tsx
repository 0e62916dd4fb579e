// What keeps something from being published, right below it.
// SPDX-License-Identifier: Apache-2.0
import styles from "./setup.module.css";

export function Troubles({ messages }: { readonly messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <ul className={styles["troubles"]} role="status">
      {messages.map((message) => (
        <li key={message}>{message}.</li>
      ))}
    </ul>
  );
}
