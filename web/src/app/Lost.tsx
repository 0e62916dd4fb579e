// An address that leads nowhere, and a page that could not be shown.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { ApiError, OfflineError, onBack } from "#api/http";
import { useText } from "#i18n/Text";
import { ButtonLink } from "#ui/ButtonLink";
import { Empty } from "#ui/states";
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

/** A failure of ours is told in its own words; any other says nothing to who reads it. */
const isTold = (error: unknown): error is ApiError | OfflineError =>
  error instanceof ApiError || error instanceof OfflineError;

export function Stuck({ error }: ErrorComponentProps) {
  const t = useText("app");
  const router = useRouter();
  useEffect(() => onBack(() => void router.invalidate()), [router]);
  return (
    <main className={styles["lost"]}>
      <Empty
        alone
        title={t("stuck.title")}
        action={
          <Group gap="xs">
            <Button onClick={() => void router.invalidate()}>{t("tryAgain")}</Button>
            <ButtonLink variant="default" to="/">
              {t("lost.action")}
            </ButtonLink>
          </Group>
        }
      >
        {isTold(error) ? `${error.message} ${error.remedy ?? ""}` : t("stuck.about")}
      </Empty>
    </main>
  );
}
