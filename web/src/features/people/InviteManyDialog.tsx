// Inviting many: paste addresses or a table, give all the same roles, take every link along once.
// - A row that cannot be invited says why and stops nobody else.
// SPDX-License-Identifier: Apache-2.0
import { Button, FileButton, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { invitationsQuery, inviteMany } from "#api/projects";
import type { InvitedRow } from "#api/types";
import { useText } from "#i18n/Text";
import type { Role } from "#lib/roles";
import { saveCsv } from "#ui/charts/csv";
import { Dialog } from "#ui/Dialog";
import { SubmitRow } from "#ui/SubmitRow";
import { Note } from "#ui/states";
import { Table } from "#ui/Table";
import { addressesIn } from "./addresses";
import { endOfDay } from "./dates";
import styles from "./people.module.css";
import { RolesField } from "./RolesField";

const VALID_DAYS = 7;
const MOST = 500;
const LARGEST_FILE = 1_000_000;

interface InviteManyDialogProps {
  readonly project: string;
  readonly onClose: () => void;
}

const linkOf = (token: string) => `${window.location.origin}/invitation#${token}`;

function Made({
  rows,
  onClose,
}: {
  readonly rows: readonly InvitedRow[];
  readonly onClose: () => void;
}) {
  const t = useText("people");
  const [isSaved, setSaved] = useState(false);
  const made = rows.filter(({ problem }) => problem === null);
  const refused = rows.filter(({ problem }) => problem !== null);
  const save = () => {
    const lines = made.map(({ email, token }) => [email, linkOf(token ?? "")]);
    saveCsv("invitations.csv", [[t("invite.email"), t("invite.link")], ...lines]);
    setSaved(true);
  };
  return (
    <Stack>
      {made.length > 0 ? (
        <Note tone="ok">{t("many.made", { count: made.length, days: VALID_DAYS })}</Note>
      ) : (
        <Note tone="warn">{t("many.noneMade")}</Note>
      )}
      {refused.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
        <section className={styles["problems"]} aria-label={t("many.problems")} tabIndex={0}>
          <Table space="tight">
            <Table.Tbody>
              {refused.map(({ email, problem }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an address may stand there twice
                <Table.Tr key={`${at} ${email}`}>
                  <Table.Td className={styles["name"]}>{email}</Table.Td>
                  <Table.Td>{t(`many.problem.${problem ?? "no_address"}`)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {!isSaved && made.length > 0 && <Note tone="info">{t("many.saveFirst")}</Note>}
      <Group justify="flex-end">
        {made.length > 0 && (
          <Button variant={isSaved ? "default" : "filled"} onClick={save}>
            {t("many.save")}
          </Button>
        )}
        <Button variant={isSaved || made.length === 0 ? "filled" : "default"} onClick={onClose}>
          {t("invite.done")}
        </Button>
      </Group>
    </Stack>
  );
}

function Form({
  project,
  onClose,
  onMade,
}: InviteManyDialogProps & { readonly onMade: (rows: readonly InvitedRow[]) => void }) {
  const t = useText("people");
  const [text, setText] = useState("");
  const [tooLarge, setTooLarge] = useState(false);
  const [roles, setRoles] = useState<readonly Role[]>(["labeler"]);
  const [until, setUntil] = useState("");
  const queries = useQueryClient();
  const emails = addressesIn(text);
  const send = useMutation({
    mutationFn: () =>
      inviteMany(project, { emails, roles, ends: endOfDay(until), valid_days: VALID_DAYS }),
    onSuccess: async (rows) => {
      onMade(rows);
      await queries.invalidateQueries(invitationsQuery(project));
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const onFile = async (file: File | null) => {
    setTooLarge(file !== null && file.size > LARGEST_FILE);
    if (file !== null && file.size <= LARGEST_FILE) setText(await file.text());
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <Textarea
          label={t("many.addresses")}
          description={t("many.addressesAbout")}
          data-autofocus
          autosize
          minRows={5}
          maxRows={12}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="space-between">
          <span role="status">{t("many.found", { count: emails.length })}</span>
          <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void onFile(file)}>
            {(props) => (
              <Button {...props} size="compact-sm" variant="default">
                {t("many.file")}
              </Button>
            )}
          </FileButton>
        </Group>
        {tooLarge && <Note tone="bad">{t("many.tooLarge")}</Note>}
        {emails.length > MOST && <Note tone="bad">{t("many.tooMany", { most: MOST })}</Note>}
        <RolesField value={roles} onChange={setRoles} />
        <TextInput
          type="date"
          label={t("invite.ends")}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <SubmitRow
          confirm={t("many.make")}
          busy={send.isPending}
          disabled={emails.length === 0 || emails.length > MOST || roles.length === 0}
          error={send.error}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}

export function InviteManyDialog({ project, onClose }: InviteManyDialogProps) {
  const t = useText("people");
  const [rows, setRows] = useState<readonly InvitedRow[] | null>(null);
  return (
    <Dialog title={t("inviteMany")} onClose={onClose} size="lg" mustDecide={rows !== null}>
      {rows === null ? (
        <Form project={project} onClose={onClose} onMade={setRows} />
      ) : (
        <Made rows={rows} onClose={onClose} />
      )}
    </Dialog>
  );
}
