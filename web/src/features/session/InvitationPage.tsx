// Accepting an invitation: by making the account it is for, or as whoever has that account.
// SPDX-License-Identifier: Apache-2.0
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { acceptInvitation, currentSession, previewInvitation, signIn, signOut } from "#api/session";
import type { InvitationShown } from "#api/types";
import { Failed, LoadingLines, Note } from "#ui/states";
import { Front } from "./Front";
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
      <TextInput label="E-mail" value={invitation.email} readOnly autoComplete="username" />
      <TextInput
        label="Your name"
        description="How the people who run your projects see you. Reviewers never learn who labeled."
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NewPasswordField label="New password" value={password} onChange={setPassword} />
      {join.isError && <Failed error={join.error} />}
      <Button
        type="submit"
        loading={join.isPending}
        disabled={name.trim() === "" || !isLongEnough(password)}
      >
        Join
      </Button>
    </form>
  );
}

function AsMyself({ token, invitation, onIn }: AcceptProps) {
  const join = useMutation({ mutationFn: () => acceptInvitation(token, null), onSuccess: onIn });
  return (
    <div className={styles["form"]}>
      <p>
        You are signed in as <strong>{invitation.email}</strong>.
      </p>
      {join.isError && <Failed error={join.error} />}
      <Button loading={join.isPending} onClick={() => join.mutate()}>
        Join
      </Button>
    </div>
  );
}

function SomebodyElse({ email, onOut }: { readonly email: string; readonly onOut: () => void }) {
  const leave = useMutation({ mutationFn: signOut, onSuccess: onOut });
  return (
    <div className={styles["form"]}>
      <Note tone="warn" title="This invitation is for another address.">
        It is for {email}. Sign out first, then open it as that person.
      </Note>
      <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
        Sign out
      </Button>
    </div>
  );
}

function Accept(props: AcceptProps) {
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
      <p className={styles["about"]}>Sign in as {invitation.email} to accept.</p>
      <SignInForm onDone={again} />
    </>
  );
}

export function InvitationPage() {
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
    queries.clear();
    void navigate({ to: "/", replace: true });
  };
  const about = invitation.data && `You are invited to ${invitation.data.organization}.`;
  return (
    <Front title="Join" about={about}>
      {token === "" && (
        <Note tone="warn" title="This link is not whole.">
          Copy it again from the message you got, with everything after the # sign.
        </Note>
      )}
      {token !== "" && invitation.isPending && <LoadingLines lines={3} />}
      {invitation.isError && <Failed error={invitation.error} />}
      {invitation.isSuccess && <Accept token={token} invitation={invitation.data} onIn={onIn} />}
    </Front>
  );
}
