// An address that leads nowhere, and a page that could not be shown.
// SPDX-License-Identifier: Apache-2.0
import type { ErrorComponentProps } from "@tanstack/react-router";
import { ButtonLink } from "#ui/ButtonLink";
import { Empty, Failed } from "#ui/states";
import styles from "./app.module.css";

export function Lost() {
  return (
    <main className={styles["lost"]}>
      <Empty
        alone
        title="There is nothing here"
        action={<ButtonLink to="/">To your projects</ButtonLink>}
      >
        The address is wrong, or what was here is not yours to see.
      </Empty>
    </main>
  );
}

export function Stuck({ error, reset }: ErrorComponentProps) {
  return (
    <main className={styles["lost"]}>
      <Failed error={error} retry={reset} />
    </main>
  );
}
