// How much a version finds on the evaluation set, how sure that is, and a way to measure it.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { jobDone } from "#api/ingest";
import { measuredQuery, measureVersion } from "#api/privacy";
import { Text, useText } from "#i18n/Text";
import { RateWords } from "#ui/RateWords";
import { Failed } from "#ui/states";
import { useOffers } from "#ui/useRoles";
import styles from "./policy.module.css";

interface MeasuredLineProps {
  readonly project: string;
  readonly number: number;
}

export function MeasuredLine({ project, number }: MeasuredLineProps) {
  const t = useText("policy");
  const queries = useQueryClient();
  const offers = useOffers();
  const { data } = useQuery(measuredQuery(project));
  const measure = useMutation({
    mutationFn: async () => jobDone(project, (await measureVersion(project, number)).job_id),
    onSettled: () => queries.invalidateQueries({ queryKey: measuredQuery(project).queryKey }),
  });
  if (data === undefined) return null;
  const found = data.find((one) => one.number === number);
  return (
    <div className={styles["quiet"]}>
      {found === undefined ? (
        t("versions.notMeasured")
      ) : (
        <Text
          of="policy"
          is="versions.measured"
          tags={{ rate: <RateWords rate={found.recall} /> }}
        />
      )}
      {found === undefined && offers("edit-policy") && (
        <>
          {" "}
          <Button
            size="compact-xs"
            variant="subtle"
            loading={measure.isPending}
            onClick={() => measure.mutate()}
          >
            {t("versions.measure")}
          </Button>
        </>
      )}
      {measure.isError && <Failed error={measure.error} />}
    </div>
  );
}
