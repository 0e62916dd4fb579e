// Invitations that were not used yet.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { invitationsQuery, withdrawInvitation } from "#api/projects";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { Section } from "#ui/Page";
import { Failed } from "#ui/states";
import { Table } from "#ui/Table";
import { roleWords } from "./Members";
import styles from "./people.module.css";

export function Invitations({ project }: { readonly project: string }) {
  const t = useText("people");
  const invitations = useQuery(invitationsQuery(project));
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: (id: string) => withdrawInvitation(project, id),
    onSettled: () => queries.invalidateQueries(invitationsQuery(project)),
  });
  if (invitations.data?.length === 0) return null;
  return (
    <Section title={t("invitations.title")}>
      {withdraw.isError && <Failed error={withdraw.error} />}
      <Loaded query={invitations}>
        {(list) => (
          <Table space="wide">
            <Table.Tbody>
              {list.map((each) => (
                <Table.Tr key={each.id}>
                  <Table.Td>
                    <span className={styles["name"]}>{each.email}</span>
                  </Table.Td>
                  <Table.Td>{roleWords(each.project_roles)}</Table.Td>
                  <Table.Td>{t("invitations.valid", { day: day(each.valid_until) })}</Table.Td>
                  <Table.Td className={styles["end"]}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t("invitations.withdrawOf", { email: each.email })}
                      loading={withdraw.isPending && withdraw.variables === each.id}
                      onClick={() => withdraw.mutate(each.id)}
                    >
                      {t("invitations.withdraw")}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
    </Section>
  );
}
