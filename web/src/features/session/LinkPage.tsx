// A one-time link: it signs in, or sets a new password to sign in with.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { previewLink, redeemLink } from "#api/session";
import type { LinkPurpose } from "#api/types";
import { useText } from "#i18n/Text";
import { Failed, LoadingLines, Note } from "#ui/states";
import { Front } from "./Front";
import { forget } from "./forget";
import { isLongEnough, NewPasswordField } from "./NewPasswordField";
import styles from "./session.module.css";
import { useSecret } from "./useSecret";

function LinkForm({ token, purpose }: { readonly token: string; readonly purpose: LinkPurpose }) {
  const t = useText("session");
  const [password, setPassword] = useState("");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const needsPassword = purpose === "set_password";
  const redeem = useMutation({
    mutationFn: () => redeemLink(token, needsPassword ? password : null),
    onSuccess: ({ signed_in }) => {
      forget(queries);
      return navigate({ to: signed_in ? "/" : "/login", replace: true });
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    redeem.mutate();
  };
  return (
    <form onSubmit={onSubmit} className={styles["form"]}>
      {needsPassword && (
        <NewPasswordField label={t("password.new")} value={password} onChange={setPassword} />
      )}
      {redeem.isError && <Failed error={redeem.error} />}
      <Button
        type="submit"
        loading={redeem.isPending}
        disabled={needsPassword && !isLongEnough(password)}
      >
        {t("continue")}
      </Button>
    </form>
  );
}

export function LinkPage() {
  const t = useText("session");
  const token = useSecret();
  const link = useQuery({
    queryKey: ["link"],
    queryFn: () => previewLink(token),
    enabled: token !== "",
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const purpose = link.data?.purpose ?? "sign_in";
  return (
    <Front title={t(`link.${purpose}`)} about={link.data && t(`link.${purpose}About`)}>
      {token === "" && (
        <Note tone="warn" title={t("link.broken")}>
          {t("link.brokenAbout")}
        </Note>
      )}
      {token !== "" && link.isPending && <LoadingLines lines={2} />}
      {link.isError && <Failed error={link.error} />}
      {link.isSuccess && <LinkForm token={token} purpose={link.data.purpose} />}
    </Front>
  );
}
