// The members of a project in a table.
// SPDX-License-Identifier: Apache-2.0
import { Button, Table } from "@mantine/core";
import { useState } from "react";
import type { Grant, Member } from "#api/types";
import { say } from "#i18n/language";
import { useText } from "#i18n/Text";
import { type Role, roleName } from "#lib/roles";
import { day } from "#lib/time";
import { useOffers } from "#ui/useRoles";
import { MemberDialog } from "./MemberDialog";
import styles from "./people.module.css";

interface MembersProps {
  readonly project: string;
  readonly members: readonly Member[];
}

export const roleWords = (roles: readonly Role[]) => roles.map((role) => roleName(role)).join(", ");

/** The roles that end, each with its day. */
const endWords = (grants: readonly Grant[]) =>
  grants
    .flatMap(({ role, ends }) =>
      ends === null
        ? []
        : say("people")("list.roleUntil", { role: roleName(role), day: day(ends) }),
    )
    .join(", ");

function Row({
  member,
  onEdit,
}: {
  readonly member: Member;
  readonly onEdit: (() => void) | null;
}) {
  const t = useText("people");
  return (
    <Table.Tr>
      <Table.Td>
        <span className={styles["name"]}>{member.name}</span>
        <span className={styles["email"]}>{member.email}</span>
      </Table.Td>
      <Table.Td>{roleWords(member.grants.map((grant) => grant.role))}</Table.Td>
      <Table.Td>{endWords(member.grants) || t("list.noEnd")}</Table.Td>
      <Table.Td className={styles["end"]}>
        {onEdit !== null && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={onEdit}
            aria-label={t("list.changeName", { name: member.name })}
          >
            {t("list.change")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

export function Members({ project, members }: MembersProps) {
  const t = useText("people");
  const [editedId, setEdited] = useState<string | null>(null);
  const edited = members.find((member) => member.user_id === editedId);
  const offers = useOffers();
  const mayManage = offers("manage-people");
  return (
    <>
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("list.person")}</Table.Th>
            <Table.Th>{t("list.roles")}</Table.Th>
            <Table.Th>{t("list.until")}</Table.Th>
            <Table.Th>
              <span className="sr-only">{t("list.actions")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((member) => (
            <Row
              key={member.user_id}
              member={member}
              onEdit={mayManage ? () => setEdited(member.user_id) : null}
            />
          ))}
        </Table.Tbody>
      </Table>
      {edited !== undefined && (
        <MemberDialog project={project} member={edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}
