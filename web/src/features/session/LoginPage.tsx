// The sign-in page; afterwards back to where someone wanted to go.
// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { safePath } from "#lib/paths";
import { Front } from "./Front";
import { SignInForm } from "./SignInForm";

export function LoginPage() {
  const { back } = useSearch({ from: "/login" });
  const router = useRouter();
  const queries = useQueryClient();
  const onDone = async () => {
    queries.clear();
    await router.invalidate();
    router.history.replace(safePath(back));
  };
  return (
    <Front title="Sign in" about={back !== undefined && "Sign in to go on where you were."}>
      <SignInForm onDone={() => void onDone()} />
    </Front>
  );
}
