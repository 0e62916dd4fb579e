// Signing in: e-mail and password, then the code of the authenticator app where one is set up.
// SPDX-License-Identifier: Apache-2.0
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { giveCode, signIn } from "#api/session";
import { useText } from "#i18n/Text";
import { Failed } from "#ui/states";
import styles from "./session.module.css";

interface SignInFormProps {
  readonly onDone: () => void;
}

export function SignInForm({ onDone }: SignInFormProps) {
  const [step, setStep] = useState<"password" | "code">("password");
  return step === "password" ? (
    <PasswordStep onDone={onDone} onCodeNeeded={() => setStep("code")} />
  ) : (
    <CodeStep onDone={onDone} onBack={() => setStep("password")} />
  );
}

function PasswordStep(props: SignInFormProps & { readonly onCodeNeeded: () => void }) {
  const t = useText("session");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const attempt = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: (led) => (led === "signed-in" ? props.onDone() : props.onCodeNeeded()),
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={onSubmit} className={styles["form"]}>
      <TextInput
        label={t("email")}
        type="email"
        autoComplete="username"
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t("password")}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {attempt.isError && <Failed error={attempt.error} />}
      <Button type="submit" loading={attempt.isPending} disabled={email === "" || password === ""}>
        {t("signIn")}
      </Button>
    </form>
  );
}

function CodeStep(props: SignInFormProps & { readonly onBack: () => void }) {
  const t = useText("session");
  const [code, setCode] = useState("");
  const attempt = useMutation({
    mutationFn: () => giveCode(code.replace(/\s/g, "")),
    onSuccess: props.onDone,
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate();
  };
  return (
    <form onSubmit={onSubmit} className={styles["form"]}>
      <TextInput
        label={t("code")}
        description={t("codeAbout")}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {attempt.isError && <Failed error={attempt.error} />}
      <Button type="submit" loading={attempt.isPending} disabled={code.trim().length < 6}>
        {t("continue")}
      </Button>
      <Button variant="subtle" color="gray" onClick={props.onBack}>
        {t("otherAccount")}
      </Button>
    </form>
  );
}
