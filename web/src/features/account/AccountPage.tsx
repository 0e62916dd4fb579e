// One's own account: where one is signed in, the second step, the password.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { endSession, sessionQuery, sessionsQuery } from "#api/session";
import type { SignedInPlace } from "#api/types";
import { useText } from "#i18n/Text";
import { dayAndTime } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { Page, Section } from "#ui/Page";
import { StateWord } from "#ui/StateWord";
import { Failed } from "#ui/states";
import { Table } from "#ui/Table";
import { KeysSection } from "./KeysSection";
import { LanguageSection } from "./LanguageSection";
import { PasswordForm } from "./PasswordForm";
import { SecondStep } from "./SecondStep";

function Places({ places }: { readonly places: readonly SignedInPlace[] }) {
  const t = useText("account");
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: endSession,
    onSettled: () => queries.invalidateQueries(sessionsQuery),
  });
  return (
    <>
      {end.isError && <Failed error={end.error} />}
      <Table space="wide">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("places.browser")}</Table.Th>
            <Table.Th>{t("places.signedIn")}</Table.Th>
            <Table.Th>{t("places.lastSeen")}</Table.Th>
            <Table.Th>
              <span className="sr-only">{t("places.actions")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {places.map((place) => (
            <Table.Tr key={place.id}>
              <Table.Td>{t(`agent.${place.agent}`)}</Table.Td>
              <Table.Td>{dayAndTime(place.created_at)}</Table.Td>
              <Table.Td>{dayAndTime(place.last_seen_at)}</Table.Td>
              <Table.Td>
                {place.current ? (
                  <StateWord tone="ok">{t("places.current")}</StateWord>
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={end.isPending && end.variables === place.id}
                    onClick={() => end.mutate(place.id)}
                  >
                    {t("places.end")}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

export function AccountPage() {
  const t = useText("account");
  const { data: session } = useSuspenseQuery(sessionQuery);
  const places = useQuery(sessionsQuery);
  return (
    <Page title={t("title")} about={`${session.user.name}, ${session.user.email}`}>
      <Section
        title={t("places.title")}
        about={t("places.about", { minutes: session.idle_minutes })}
      >
        <Loaded query={places}>{(list) => <Places places={list} />}</Loaded>
      </Section>
      <LanguageSection />
      <KeysSection />
      <SecondStep isOn={session.totp_enabled} />
      <PasswordForm />
    </Page>
  );
}
