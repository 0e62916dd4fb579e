// What someone does in a project: each role since and until when; giving one, taking one away.
// - Every change takes effect by itself, on that person's next request.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { endRole, grantRole, membersQuery } from "#api/projects";
import type { Grant, Member } from "#api/types";
import { useText } from "#i18n/Text";
import { ROLES, type Role, roleDuty, roleName } from "#lib/roles";
import { day } from "#lib/time";
import { Dialog } from "#ui/Dialog";
import { Failed } from "#ui/states";
import { useOffers } from "#ui/useRoles";
import { endOfDay } from "./dates";
import styles from "./people.module.css";
import { Sight } from "./Sight";
import { Standing } from "./Standing";

interface MemberDialogProps {
  readonly project: string;
  readonly member: Member;
  readonly onClose: () => void;
}

/** A change of roles; the list of members follows. */
function useChange<T>(project: string, change: (wanted: T) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries(membersQuery(project)),
  });
}

function Grants({ project, member }: Omit<MemberDialogProps, "onClose">) {
  const t = useText("people");
  const end = useChange(project, (role: Role) => endRole(project, member.user_id, role));
  const lasts = ({ since, ends }: Grant) =>
    ends === null
      ? t("member.since", { since: day(since) })
      : t("member.sinceUntil", { since: day(since), until: day(ends) });
  return (
    <>
      {end.isError && <Failed error={end.error} />}
      <ul className={styles["grants"]}>
        {member.grants.map((grant) => (
          <li key={grant.id}>
            <span className={styles["name"]}>{roleName(grant.role)}</span>
            <span className={styles["email"]}>{lasts(grant)}</span>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t("member.takeAwayRole", { role: roleName(grant.role) })}
              loading={end.isPending && end.variables === grant.role}
              onClick={() => end.mutate(grant.role)}
            >
              {t("member.takeAway")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function GiveRole({ project, member }: Omit<MemberDialogProps, "onClose">) {
  const t = useText("people");
  const held = new Set(member.grants.map((grant) => grant.role));
  const free = ROLES.filter((role) => !held.has(role));
  const [picked, setPicked] = useState<Role | null>(null);
  const [until, setUntil] = useState("");
  const role = free.find((each) => each === picked) ?? free[0];
  const give = useChange(project, (wanted: Role) =>
    grantRole(project, member.user_id, wanted, endOfDay(until)),
  );
  if (role === undefined) return null;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    give.mutate(role);
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack>
        <NativeSelect
          label={t("member.another")}
          description={roleDuty(role)}
          data={free.map((value) => ({ value, label: roleName(value) }))}
          value={role}
          onChange={(event) => setPicked(event.currentTarget.value as Role)}
        />
        <TextInput
          type="date"
          label={t("member.until")}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        {give.isError && <Failed error={give.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={give.isPending}>
            {t("member.give")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function MemberDialog({ project, member, onClose }: MemberDialogProps) {
  const mayManage = useOffers()("manage-people");
  return (
    <Dialog title={member.name} onClose={onClose} size="lg">
      {mayManage && (
        <>
          <Grants project={project} member={member} />
          <GiveRole project={project} member={member} />
          <Standing project={project} member={member} onGone={onClose} />
        </>
      )}
      <Sight project={project} user={member.user_id} name={member.name} />
    </Dialog>
  );
}
