// Changing one's password.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changePassword, sessionQuery } from "#api/session";
import { useText } from "#i18n/Text";
import { Section } from "#ui/Page";
import { Failed, Note } from "#ui/states";

const SHORTEST = 12;

export function PasswordForm() {
  const t = useText("account");
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => changePassword(current, next),
    onSuccess: async () => {
      setCurrent("");
      setNext("");
      // The token that requests carry changes with the password.
      await queries.invalidateQueries(sessionQuery);
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Section title={t("password.title")}>
      <form onSubmit={onSubmit}>
        <Stack maw={360} mt="sm">
          <PasswordInput
            label={t("password.current")}
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label={t("password.new")}
            description={t("password.about", { shortest: SHORTEST })}
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          {change.isError && <Failed error={change.error} />}
          {change.isSuccess && <Note tone="ok">{t("password.changed")}</Note>}
          <Group>
            <Button
              type="submit"
              variant="default"
              loading={change.isPending}
              disabled={current === "" || next.length < SHORTEST}
            >
              {t("password.change")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
