// One's own account: where one is signed in, the second step, the password.
// SPDX-License-Identifier: Apache-2.0
import { Button, Table } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { endSession, sessionQuery, sessionsQuery } from "#api/session";
import type { SignedInPlace } from "#api/types";
import { dayAndTime } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { Page, Section } from "#ui/Page";
import { StateWord } from "#ui/StateWord";
import { Failed } from "#ui/states";
import { PasswordForm } from "./PasswordForm";
import { SecondStep } from "./SecondStep";

const AGENTS: Record<SignedInPlace["agent"], string> = {
  chrome: "Chrome or Chromium",
  edge: "Edge",
  firefox: "Firefox",
  safari: "Safari",
  other: "Another program",
};

function Places({ places }: { readonly places: readonly SignedInPlace[] }) {
  const queries = useQueryClient();
  const end = useMutation({
    mutationFn: endSession,
    onSettled: () => queries.invalidateQueries(sessionsQuery),
  });
  return (
    <>
      {end.isError && <Failed error={end.error} />}
      <Table verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Browser</Table.Th>
            <Table.Th>Signed in</Table.Th>
            <Table.Th>Last seen</Table.Th>
            <Table.Th>
              <span className="sr-only">Actions</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {places.map((place) => (
            <Table.Tr key={place.id}>
              <Table.Td>{AGENTS[place.agent]}</Table.Td>
              <Table.Td>{dayAndTime(place.created_at)}</Table.Td>
              <Table.Td>{dayAndTime(place.last_seen_at)}</Table.Td>
              <Table.Td>
                {place.current ? (
                  <StateWord tone="ok">This one</StateWord>
                ) : (
                  <Button
                    size="compact-sm"
                    variant="default"
                    loading={end.isPending && end.variables === place.id}
                    onClick={() => end.mutate(place.id)}
                  >
                    Sign out there
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
  const { data: session } = useSuspenseQuery(sessionQuery);
  const places = useQuery(sessionsQuery);
  return (
    <Page title="Your account" about={`${session.user.name}, ${session.user.email}`}>
      <Section
        title="Where you are signed in"
        about={`A session ends after ${session.idle_minutes} minutes without use.`}
      >
        <Loaded query={places}>{(list) => <Places places={list} />}</Loaded>
      </Section>
      <SecondStep isOn={session.totp_enabled} />
      <PasswordForm />
    </Page>
  );
}
