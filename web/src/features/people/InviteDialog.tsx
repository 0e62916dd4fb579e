// Inviting someone: a link that works once, for one e-mail address, until a date.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { invitationsQuery, invite } from "#api/projects";
import { useText } from "#i18n/Text";
import type { Role } from "#lib/roles";
import { Copyable } from "#ui/Copyable";
import { Dialog } from "#ui/Dialog";
import { SubmitRow } from "#ui/SubmitRow";
import { Note } from "#ui/states";
import { endOfDay } from "./dates";
import { RolesField } from "./RolesField";

const VALID_DAYS = 7;

interface InviteDialogProps {
  readonly project: string;
  readonly onClose: () => void;
}

function LinkToPassOn({ link, onClose }: { readonly link: string; readonly onClose: () => void }) {
  const t = useText("people");
  return (
    <Stack>
      <Note tone="ok">{t("invite.passOn", { days: VALID_DAYS })}</Note>
      <Copyable label={t("invite.link")} text={link} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("invite.done")}</Button>
      </Group>
    </Stack>
  );
}

function InviteForm({
  project,
  onClose,
  onMade,
}: InviteDialogProps & { readonly onMade: (link: string) => void }) {
  const t = useText("people");
  const [email, setEmail] = useState("");
  const [roles, setRoles] = useState<readonly Role[]>(["labeler"]);
  const [until, setUntil] = useState("");
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () =>
      invite(project, {
        email: email.trim(),
        roles,
        ends: endOfDay(until),
        valid_days: VALID_DAYS,
      }),
    onSuccess: async ({ token }) => {
      onMade(`${window.location.origin}/invitation#${token}`);
      await queries.invalidateQueries(invitationsQuery(project));
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <TextInput
          type="email"
          label={t("invite.email")}
          description={t("invite.emailAbout")}
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <RolesField value={roles} onChange={setRoles} />
        <TextInput
          type="date"
          label={t("invite.ends")}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <SubmitRow
          confirm={t("invite.make")}
          busy={send.isPending}
          disabled={!email.includes("@") || roles.length === 0}
          error={send.error}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}

export function InviteDialog({ project, onClose }: InviteDialogProps) {
  const t = useText("people");
  const [link, setLink] = useState<string | null>(null);
  return (
    <Dialog title={t("invite")} onClose={onClose}>
      {link === null ? (
        <InviteForm project={project} onClose={onClose} onMade={setLink} />
      ) : (
        <LinkToPassOn link={link} onClose={onClose} />
      )}
    </Dialog>
  );
}
