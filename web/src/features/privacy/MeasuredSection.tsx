// How well the policy finds what is known to be there: each version with its interval and its date.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { jobDone } from "#api/ingest";
import { versionsQuery } from "#api/policy";
import { type Measured, measuredQuery, measureVersion } from "#api/privacy";
import { useText } from "#i18n/Text";
import { ago } from "#lib/time";
import { Shares } from "#ui/charts/Shares";
import { Section } from "#ui/Page";
import { RateWords } from "#ui/RateWords";
import { Failed, Note } from "#ui/states";
import { Table } from "#ui/Table";
import { useOffers } from "#ui/useRoles";
import { useWord } from "./useWord";

function Versions({ measured }: { readonly measured: readonly Measured[] }) {
  const t = useText("privacy");
  const now = Date.now();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("measured.version")}</Table.Th>
          <Table.Th>{t("measured.recall")}</Table.Th>
          <Table.Th>{t("measured.precision")}</Table.Th>
          <Table.Th>{t("measured.words")}</Table.Th>
          <Table.Th>{t("measured.when")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {measured.map((one) => (
          <Table.Tr key={one.number}>
            <Table.Td>{t("measured.number", { number: one.number })}</Table.Td>
            <Table.Td>
              <RateWords rate={one.recall} />
            </Table.Td>
            <Table.Td>
              <RateWords rate={one.precision} />
            </Table.Td>
            <Table.Td>
              <RateWords rate={one.words} />
            </Table.Td>
            <Table.Td>{ago(one.at, now)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The version in force is measured when somebody asks for it. */
function useMeasure(project: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (number: number) =>
      jobDone(project, (await measureVersion(project, number)).job_id),
    onSettled: () => queries.invalidateQueries({ queryKey: measuredQuery(project).queryKey }),
  });
}

export function MeasuredSection({ project }: { readonly project: string }) {
  const t = useText("privacy");
  const word = useWord();
  const offers = useOffers();
  const measured = useQuery(measuredQuery(project)).data;
  const versions = useQuery(versionsQuery(project)).data;
  const measure = useMeasure(project);
  if (measured === undefined || versions === undefined) return null;
  const inForce = versions.find((one) => one.state === "in_force");
  const current = measured.find((one) => one.number === inForce?.number);
  return (
    <Section title={t("measured")} about={t("measured.about")}>
      {inForce !== undefined && current === undefined && (
        <Note
          tone="info"
          action={
            offers("edit-policy") && (
              <Button
                size="compact-sm"
                variant="default"
                loading={measure.isPending}
                onClick={() => measure.mutate(inForce.number)}
              >
                {t("measured.measure")}
              </Button>
            )
          }
        >
          {t("measured.notYet", { number: inForce.number })}
        </Note>
      )}
      {measure.isError && <Failed error={measure.error} />}
      {measured.length > 0 && <Versions measured={measured} />}
      {current !== undefined && (
        <Shares
          title={t("measured.kinds")}
          of={t("kind")}
          file="measured-by-kind"
          parts={[t("measured.found"), t("measured.missed")]}
          rows={current.kinds.map(({ kind, recall }) => ({
            name: word("kind", kind),
            values: [recall.part, recall.whole - recall.part],
          }))}
        />
      )}
    </Section>
  );
}
