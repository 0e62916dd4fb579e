// A one-time link: the first sign-in of an invited person.
// - The token stands behind `#`, so that no server or proxy log ever sees it; it leaves the address
//   bar as soon as it is read.
// SPDX-License-Identifier: Apache-2.0
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { redeemLink } from "#api/session";
import { Failed, Note } from "#ui/states";
import { Front } from "./Front";
import styles from "./session.module.css";

const SHORTEST = 12;

function useToken(): string {
  const [token] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  useEffect(() => {
    if (token !== "") window.history.replaceState(null, "", "/link");
  }, [token]);
  return token;
}

function LinkForm({ token }: { readonly token: string }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const redeem = useMutation({
    mutationFn: () =>
      redeemLink({
        token,
        ...(password === "" ? {} : { password }),
        ...(name.trim() === "" ? {} : { name: name.trim() }),
      }),
    onSuccess: () => {
      queries.clear();
      return navigate({ to: "/", replace: true });
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    redeem.mutate();
  };
  const tooShort = password !== "" && password.length < SHORTEST;
  return (
    <form onSubmit={onSubmit} className={styles["form"]}>
      <TextInput
        label="Your name"
        description="How the people of your project see you. Reviewers never learn who labeled."
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label="New password"
        description={`At least ${SHORTEST} characters. Leave it empty only if this is a demo link.`}
        autoComplete="new-password"
        value={password}
        error={tooShort ? `${SHORTEST - password.length} more to go` : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {redeem.isError && <Failed error={redeem.error} />}
      <Button type="submit" loading={redeem.isPending} disabled={tooShort}>
        Continue
      </Button>
    </form>
  );
}

export function LinkPage() {
  const token = useToken();
  return (
    <Front title="Welcome" about="This link works once. Choose a password to sign in later.">
      {token === "" ? (
        <Note tone="warn" title="This link is not whole.">
          Copy it again from the message you got, with everything after the # sign.
        </Note>
      ) : (
        <LinkForm token={token} />
      )}
    </Front>
  );
}
