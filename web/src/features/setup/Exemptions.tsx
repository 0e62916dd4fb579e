// Who sees ordinary text in a protected project: each until a day, each opening recorded.
// SPDX-License-Identifier: Apache-2.0
import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { membersQuery } from "#api/projects";
import { endExemption, exempt } from "#api/protection";
import type { Exemption, Member } from "#api/types";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { Dialog } from "#ui/Dialog";
import { Loaded } from "#ui/Loaded";
import { Section } from "#ui/Page";
import { SubmitRow } from "#ui/SubmitRow";
import { Failed } from "#ui/states";
import { Table } from "#ui/Table";
import styles from "./setup.module.css";
import { usePublish } from "./usePublish";

interface ExemptionsProps {
  readonly project: string;
  readonly mayExempt: boolean;
  readonly exemptions: readonly Exemption[];
}

function List({ project, mayExempt, exemptions }: ExemptionsProps) {
  const t = useText("protection");
  const end = usePublish(project, (id: string) => endExemption(project, id));
  const named = ({ name, code }: Exemption["person"]) => name ?? t("person.code", { code });
  return (
    <>
      {end.isError && <Failed error={end.error} />}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("exempt.person")}</Table.Th>
            <Table.Th>{t("exempt.until")}</Table.Th>
            <Table.Th>{t("exempt.givenBy")}</Table.Th>
            {mayExempt && <Table.Th>{t("exempt.why")}</Table.Th>}
            <Table.Th>
              <span className="sr-only">{t("exempt.end")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {exemptions.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>{named(one.person)}</Table.Td>
              <Table.Td>{day(one.ends)}</Table.Td>
              <Table.Td>{named(one.granted_by)}</Table.Td>
              {mayExempt && <Table.Td>{one.reason}</Table.Td>}
              <Table.Td>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t("exempt.endOf", { who: named(one.person) })}
                  loading={end.isPending && end.variables === one.id}
                  onClick={() => end.mutate(one.id)}
                >
                  {t("exempt.end")}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

interface FormProps {
  readonly project: string;
  readonly members: readonly Member[];
  readonly onClose: () => void;
}

function ExemptForm({ project, members, onClose }: FormProps) {
  const t = useText("protection");
  const [chosen, setChosen] = useState(members[0]?.user_id ?? "");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  const give = usePublish(project, () =>
    exempt(project, {
      user_id: chosen,
      reason: reason.trim(),
      ends: new Date(`${until}T23:59:59`).toISOString(),
    }),
  );
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <p className={styles["quiet"]}>{t("exempt.formAbout")}</p>
        <NativeSelect
          label={t("exempt.person")}
          data={members.map(({ user_id, name }) => ({ value: user_id, label: name }))}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("exempt.untilField")}
          required
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Textarea
          label={t("exempt.reason")}
          description={t("exempt.reasonAbout")}
          required
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <SubmitRow
          confirm={t("exempt.give")}
          busy={give.isPending}
          disabled={chosen === "" || until === "" || reason.trim() === ""}
          error={give.error}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}

function ExemptDialog({ project, onClose }: Omit<FormProps, "members">) {
  const t = useText("protection");
  const members = useQuery(membersQuery(project));
  return (
    <Dialog title={t("exempt.title")} onClose={onClose}>
      <Loaded query={members}>
        {(loaded) => <ExemptForm project={project} members={loaded} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

export function Exemptions(props: ExemptionsProps) {
  const t = useText("protection");
  const [isOpen, setOpen] = useState(false);
  const { project, mayExempt, exemptions } = props;
  return (
    <Section title={t("exempt.list")} about={t("exempt.about")}>
      {exemptions.length === 0 ? (
        <p className={styles["quiet"]}>{t("exempt.none")}</p>
      ) : (
        <List {...props} />
      )}
      {mayExempt && (
        <Button mt="sm" variant="default" onClick={() => setOpen(true)}>
          {t("exempt.open")}
        </Button>
      )}
      {isOpen && <ExemptDialog project={project} onClose={() => setOpen(false)} />}
    </Section>
  );
}
