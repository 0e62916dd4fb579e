// The sign-in page; afterwards back to where someone wanted to go.
// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useText } from "#i18n/Text";
import { safePath } from "#lib/paths";
import { Front } from "./Front";
import { forget } from "./forget";
import { SignInForm } from "./SignInForm";

export function LoginPage() {
  const t = useText("session");
  const { back } = useSearch({ from: "/login" });
  const router = useRouter();
  const queries = useQueryClient();
  const onDone = async () => {
    forget(queries);
    await router.invalidate();
    router.history.replace(safePath(back));
  };
  return (
    <Front title={t("signIn")} about={back !== undefined && t("goOn")}>
      <SignInForm onDone={() => void onDone()} />
    </Front>
  );
}
