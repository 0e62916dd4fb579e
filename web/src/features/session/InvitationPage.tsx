// Accepting an invitation: by making the account it is for, or as whoever has that account.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { acceptInvitation, currentSession, previewInvitation, signIn, signOut } from "#api/session";
import type { InvitationShown } from "#api/types";
import { Text, useText } from "#i18n/Text";
import { Failed, LoadingLines, Note } from "#ui/states";
import { Front } from "./Front";
import { forget } from "./forget";
import { isLongEnough, NewPasswordField } from "./NewPasswordField";
import { SignInForm } from "./SignInForm";
import styles from "./session.module.css";
import { useSecret } from "./useSecret";

interface AcceptProps {
  readonly token: string;
  readonly invitation: InvitationShown;
  readonly onIn: () => void;
}

function NewAccount({ token, invitation, onIn }: AcceptProps) {
  const t = useText("session");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const join = useMutation({
    mutationFn: async () => {
      await acceptInvitation(token, { name: name.trim(), password });
      await signIn(invitation.email, password);
    },
    onSuccess: onIn,
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate();
  };
  return (
    <form onSubmit={onSubmit} className={styles["form"]}>
      <TextInput label={t("email")} value={invitation.email} readOnly autoComplete="username" />
      <TextInput
        label={t("account.name")}
        description={t("account.nameAbout")}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPasswordField label={t("password.new")} value={password} onChange={setPassword} />
      {join.isError && <Failed error={join.error} />}
      <Button
        type="submit"
        loading={join.isPending}
        disabled={name.trim() === "" || !isLongEnough(password)}
      >
        {t("account.join")}
      </Button>
    </form>
  );
}

function AsMyself({ token, invitation, onIn }: AcceptProps) {
  const t = useText("session");
  const join = useMutation({ mutationFn: () => acceptInvitation(token, null), onSuccess: onIn });
  return (
    <div className={styles["form"]}>
      <p>
        <Text
          of="session"
          is="invitation.as"
          values={{ email: invitation.email }}
          tags={{ b: <strong /> }}
        />
      </p>
      {join.isError && <Failed error={join.error} />}
      <Button loading={join.isPending} onClick={() => join.mutate()}>
        {t("account.join")}
      </Button>
    </div>
  );
}

function SomebodyElse({ email, onOut }: { readonly email: string; readonly onOut: () => void }) {
  const t = useText("session");
  const leave = useMutation({ mutationFn: signOut, onSuccess: onOut });
  return (
    <div className={styles["form"]}>
      <Note tone="warn" title={t("invitation.other")}>
        {t("invitation.otherAbout", { email })}
      </Note>
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t("signOut")}
      </Button>
    </div>
  );
}

function Accept(props: AcceptProps) {
  const t = useText("session");
  const { invitation, onIn } = props;
  const queries = useQueryClient();
  // Asked anew: the session that the rest of the app knows may be another tab's past.
  const me = useQuery({ queryKey: ["invited"], queryFn: currentSession, gcTime: 0 });
  const again = () => void queries.refetchQueries({ queryKey: ["invited"] });
  if (me.isPending) return <LoadingLines lines={2} />;
  if (me.isError) return <Failed error={me.error} retry={again} />;
  if (me.data !== null && me.data.user.email === invitation.email) return <AsMyself {...props} />;
  if (me.data !== null) return <SomebodyElse email={invitation.email} onOut={again} />;
  if (!invitation.has_account) return <NewAccount {...props} onIn={onIn} />;
  return (
    <>
      <p className={styles["about"]}>{t("invitation.signIn", { email: invitation.email })}</p>
      <SignInForm onDone={again} />
    </>
  );
}

export function InvitationPage() {
  const t = useText("session");
  const token = useSecret();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const invitation = useQuery({
    queryKey: ["invitation"],
    queryFn: () => previewInvitation(token),
    enabled: token !== "",
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const onIn = () => {
    forget(queries);
    void navigate({ to: "/", replace: true });
  };
  const organization = invitation.data?.organization;
  const about = organization && t("invited", { organization });
  return (
    <Front title={t("account.join")} about={about}>
      {token === "" && (
        <Note tone="warn" title={t("link.broken")}>
          {t("link.brokenAbout")}
        </Note>
      )}
      {token !== "" && invitation.isPending && <LoadingLines lines={3} />}
      {invitation.isError && <Failed error={invitation.error} />}
      {invitation.isSuccess && <Accept token={token} invitation={invitation.data} onIn={onIn} />}
    </Front>
  );
}
