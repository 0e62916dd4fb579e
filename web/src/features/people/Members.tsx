// The members of a project in a table: found by name, role and standing, a page at a time.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect, Pagination, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import type { Grant, Member } from "#api/types";
import { say } from "#i18n/language";
import { useText } from "#i18n/Text";
import { ROLES, type Role, roleName } from "#lib/roles";
import { ago, day } from "#lib/time";
import { afterwards } from "#ui/afterwards";
import { StateWord } from "#ui/StateWord";
import { Empty } from "#ui/states";
import { Table } from "#ui/Table";
import { useOffers } from "#ui/useRoles";
import { EVERYBODY, found, isSuspended, PAGE, type Wanted } from "./filter";
import styles from "./people.module.css";

const MemberDialog = afterwards(() => import("./MemberDialog"), "MemberDialog");

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

function Row({ member, onOpen }: { readonly member: Member; readonly onOpen: () => void }) {
  const t = useText("people");
  const mayManage = useOffers()("manage-people");
  return (
    <Table.Tr>
      <Table.Td>
        <span className={styles["name"]}>{member.name}</span>
        <span className={styles["email"]}>{member.email}</span>
      </Table.Td>
      <Table.Td>
        {roleWords(member.grants.map((grant) => grant.role))}
        {isSuspended(member) && (
          <div>
            <StateWord tone="warn">
              {t(member.outside === null ? "list.suspended" : "list.suspendedOutside")}
            </StateWord>
          </div>
        )}
      </Table.Td>
      <Table.Td>{endWords(member.grants) || t("list.noEnd")}</Table.Td>
      <Table.Td>{member.last_work === null ? "–" : ago(member.last_work, Date.now())}</Table.Td>
      <Table.Td className={styles["end"]}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={onOpen}
          aria-label={t(mayManage ? "list.changeName" : "list.showName", { name: member.name })}
        >
          {t(mayManage ? "list.change" : "list.show")}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function Finder({
  wanted,
  onChange,
}: {
  readonly wanted: Wanted;
  readonly onChange: (wanted: Wanted) => void;
}) {
  const t = useText("people");
  return (
    <search className={styles["finder"]} aria-label={t("find")}>
      <TextInput
        label={t("find.text")}
        size="xs"
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        value={wanted.text}
        onChange={(event) => onChange({ ...wanted, text: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("find.role")}
        size="xs"
        data={[
          { value: "", label: t("find.any") },
          ...ROLES.map((role) => ({ value: role, label: roleName(role) })),
        ]}
        value={wanted.role}
        onChange={(event) => onChange({ ...wanted, role: event.currentTarget.value as Role | "" })}
      />
      <NativeSelect
        label={t("find.standing")}
        size="xs"
        data={[
          { value: "", label: t("find.any") },
          { value: "active", label: t("find.active") },
          { value: "suspended", label: t("find.suspended") },
        ]}
        value={wanted.standing}
        onChange={(event) =>
          onChange({ ...wanted, standing: event.currentTarget.value as Wanted["standing"] })
        }
      />
    </search>
  );
}

export function Members({ project, members }: MembersProps) {
  const t = useText("people");
  const [editedId, setEdited] = useState<string | null>(null);
  const [wanted, setWanted] = useState(EVERYBODY);
  const [page, setPage] = useState(1);
  const edited = members.find((member) => member.user_id === editedId);
  const rows = found(members, wanted);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const at = Math.min(page, pages);
  const find = (next: Wanted) => {
    setWanted(next);
    setPage(1);
  };
  return (
    <>
      <Finder wanted={wanted} onChange={find} />
      <p className={styles["email"]} role="status">
        {t("find.count", { shown: rows.length, all: members.length })}
      </p>
      {rows.length === 0 ? (
        <Empty
          title={t("find.nobody")}
          action={
            <Button variant="default" onClick={() => find(EVERYBODY)}>
              {t("find.clear")}
            </Button>
          }
        >
          {t("find.nobodyAbout")}
        </Empty>
      ) : (
        <Table space="wide">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("list.person")}</Table.Th>
              <Table.Th>{t("list.roles")}</Table.Th>
              <Table.Th>{t("list.until")}</Table.Th>
              <Table.Th>{t("list.lastWork")}</Table.Th>
              <Table.Th>
                <span className="sr-only">{t("list.actions")}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice((at - 1) * PAGE, at * PAGE).map((member) => (
              <Row key={member.user_id} member={member} onOpen={() => setEdited(member.user_id)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {pages > 1 && (
        <Group justify="center" mt="md">
          <Pagination
            total={pages}
            value={at}
            onChange={setPage}
            getControlProps={(control) => ({ "aria-label": t(`page.${control}`) })}
            getItemProps={(number) => ({ "aria-label": t("page.number", { number }) })}
          />
        </Group>
      )}
      {edited !== undefined && (
        <MemberDialog project={project} member={edited} onClose={() => setEdited(null)} />
      )}
    </>
  );
}
