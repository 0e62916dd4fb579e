// The members of a project in a table.
// SPDX-License-Identifier: Apache-2.0
import { Button, Table } from "@mantine/core";
import { useState } from "react";
import type { Member } from "#api/types";
import { ROLE_NAMES } from "#lib/roles";
import { day } from "#lib/time";
import { StateWord } from "#ui/StateWord";
import { useOffers } from "#ui/useRoles";
import { MemberDialog } from "./MemberDialog";
import styles from "./people.module.css";

interface MembersProps {
  readonly project: string;
  readonly members: readonly Member[];
}

export const roleWords = (roles: readonly (keyof typeof ROLE_NAMES)[]) =>
  roles.map((role) => ROLE_NAMES[role] ?? role).join(", ");

function Row({
  member,
  onEdit,
}: {
  readonly member: Member;
  readonly onEdit: (() => void) | null;
}) {
  return (
    <Table.Tr>
      <Table.Td>
        <span className={styles["name"]}>{member.name}</span>
        <span className={styles["email"]}>{member.email}</span>
      </Table.Td>
      <Table.Td>{roleWords(member.roles) || "No role"}</Table.Td>
      <Table.Td>{member.until === null ? "No end" : day(member.until)}</Table.Td>
      <Table.Td>
        {member.suspended ? (
          <StateWord tone="warn">Suspended</StateWord>
        ) : (
          <StateWord tone="ok">Active</StateWord>
        )}
      </Table.Td>
      <Table.Td className={styles["end"]}>
        {onEdit !== null && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={onEdit}
            aria-label={`Change ${member.name}`}
          >
            Change
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function Members({ project, members }: MembersProps) {
  const [edited, setEdited] = useState<Member | null>(null);
  const offers = useOffers();
  const mayManage = offers("manage-people");
  return (
    <>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Person</Table.Th>
            <Table.Th>Roles here</Table.Th>
            <Table.Th>Until</Table.Th>
            <Table.Th>State</Table.Th>
            <Table.Th>
              <span className="sr-only">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Row
              key={member.user_id}
              member={member}
              onEdit={mayManage ? () => setEdited(member) : null}
            />
          ))}
        </Table.Tbody>
      </Table>
      {edited !== null && (
        <MemberDialog project={project} member={edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}
