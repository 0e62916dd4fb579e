// The second step of signing in: a code from an authenticator app.
// - The sign-in library asks for the password again before it changes this.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  activateTotp,
  confirmPassword,
  newTotp,
  removeTotp,
  sessionQuery,
  type TotpSecret,
} from "#api/session";
import { Text, useText } from "#i18n/Text";
import { Copyable } from "#ui/Copyable";
import { Section } from "#ui/Page";
import { Failed, Note } from "#ui/states";

type Wanted = { readonly kind: "activate"; readonly code: string } | { readonly kind: "remove" };

/** The secret in groups of four, as people copy it by hand. */
const grouped = (secret: string) => secret.replace(/(.{4})(?=.)/g, "$1 ");

function PasswordAgain({ onDone }: { readonly onDone: () => void }) {
  const t = useText("account");
  const [password, setPassword] = useState("");
  const confirm = useMutation({ mutationFn: () => confirmPassword(password), onSuccess: onDone });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack maw={360}>
        <PasswordInput
          label={t("second.password")}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {confirm.isError && <Failed error={confirm.error} />}
        <Group>
          <Button type="submit" loading={confirm.isPending} disabled={password === ""}>
            {t("second.continue")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function NewSecret({
  secret,
  onCode,
}: {
  readonly secret: TotpSecret;
  readonly onCode: (code: string) => void;
}) {
  const t = useText("account");
  const [code, setCode] = useState("");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    onCode(code.replace(/\s/g, ""));
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack maw={480}>
        <p>
          <Text
            of="account"
            is="second.type"
            tags={{
              // biome-ignore lint/a11y/useAnchorContent: the text stands in the message
              a: <a href={secret.url} />,
            }}
          />
        </p>
        <Copyable label={t("second.key")} text={grouped(secret.secret)} />
        <TextInput
          label={t("second.code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          w={160}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" disabled={code.trim().length < 6}>
            {t("second.turnOn")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useSecondStep() {
  const queries = useQueryClient();
  const [secret, setSecret] = useState<TotpSecret | null>(null);
  const [waiting, setWaiting] = useState<Wanted | null>(null);
  const begin = useMutation({ mutationFn: newTotp, onSuccess: setSecret });
  const change = useMutation({
    mutationFn: (wanted: Wanted) =>
      wanted.kind === "activate" ? activateTotp(wanted.code) : removeTotp(),
    onSuccess: async (led, wanted) => {
      if (led === "password-needed") return setWaiting(wanted);
      setWaiting(null);
      setSecret(null);
      await queries.invalidateQueries(sessionQuery);
    },
  });
  return { secret, waiting, begin, change };
}

export function SecondStep({ isOn }: { readonly isOn: boolean }) {
  const t = useText("account");
  const { secret, waiting, begin, change } = useSecondStep();
  const error = begin.error ?? change.error;
  const isIdle = waiting === null && secret === null;
  return (
    <Section title={t("second.title")} about={t("second.about")}>
      {error !== null && <Failed error={error} />}
      {isOn && isIdle && (
        <Note
          tone="ok"
          action={
            <Button
              size="compact-sm"
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ kind: "remove" })}
            >
              {t("second.turnOff")}
            </Button>
          }
        >
          {t("second.isOn")}
        </Note>
      )}
      {!isOn && isIdle && (
        <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
          {t("second.setUp")}
        </Button>
      )}
      {waiting !== null && <PasswordAgain onDone={() => change.mutate(waiting)} />}
      {waiting === null && secret !== null && (
        <NewSecret secret={secret} onCode={(code) => change.mutate({ kind: "activate", code })} />
      )}
    </Section>
  );
}
