// Changing what someone may do in a project.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changeMember, membersQuery } from "#api/projects";
import type { Member } from "#api/types";
import { Dialog } from "#ui/Dialog";
import { Failed } from "#ui/states";
import { dayOf, endOfDay } from "./dates";
import { RolesField } from "./RolesField";

interface MemberDialogProps {
  readonly project: string;
  readonly member: Member;
  readonly onClose: () => void;
}

export function MemberDialog({ project, member, onClose }: MemberDialogProps) {
  const [roles, setRoles] = useState(member.roles);
  const [suspended, setSuspended] = useState(member.suspended);
  const [until, setUntil] = useState(dayOf(member.until));
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () =>
      changeMember(project, member.user_id, { roles, suspended, until: endOfDay(until) }),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries(membersQuery(project));
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <Dialog title={member.name} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <RolesField value={roles} onChange={setRoles} />
          <TextInput
            type="date"
            label="Until (optional)"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <Switch
            label="Suspended"
            description="Ends open sessions and leases in this project at once. Nothing is deleted."
            checked={suspended}
            onChange={(event) => setSuspended(event.currentTarget.checked)}
          />
          {change.isError && <Failed error={change.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={change.isPending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
