// An address that leads nowhere, and a page that could not be shown.
// SPDX-License-Identifier: Apache-2.0
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useText } from "#i18n/Text";
import { ButtonLink } from "#ui/ButtonLink";
import { Empty, Failed } from "#ui/states";
import styles from "./app.module.css";

export function Lost() {
  const t = useText("app");
  return (
    <main className={styles["lost"]}>
      <Empty
        alone
        title={t("lost.title")}
        action={<ButtonLink to="/">{t("lost.action")}</ButtonLink>}
      >
        {t("lost.about")}
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
