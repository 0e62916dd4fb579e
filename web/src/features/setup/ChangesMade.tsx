// The changes that were made before; what was on somebody's desk then can follow now.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { changesQuery, followAgain } from "#api/projects";
import type { ChangeMade } from "#api/types";
import { useText } from "#i18n/Text";
import type { Ontology } from "#lib/labels";
import { day } from "#lib/time";
import { Failed } from "#ui/states";
import styles from "./setup.module.css";

interface ChangesMadeProps {
  readonly project: string;
  readonly ontology: Ontology;
}

function Made({ made, ontology, project }: ChangesMadeProps & { readonly made: ChangeMade }) {
  const t = useText("setup");
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => followAgain(project, made.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["project", project] }),
  });
  const { kind, classes, into, labeled, guideline_below } = made.change;
  const nameOf = (id: string) => ontology.classes.find((each) => each.id === id)?.name ?? id;
  const hasLabelsToFollow = kind !== "retire" || labeled === "drop";
  return (
    <li>
      <span>
        {day(made.created_at)}:{" "}
        {t(`change.made.${kind}`, {
          names: (classes ?? []).map(nameOf).join(", "),
          into: nameOf(into ?? ""),
          number: guideline_below ?? 0,
        })}
      </span>
      {hasLabelsToFollow && (
        <Button
          size="compact-xs"
          variant="default"
          loading={again.isPending}
          disabled={again.isSuccess}
          onClick={() => again.mutate()}
        >
          {again.isSuccess ? t("change.following") : t("change.again")}
        </Button>
      )}
      {again.isError && <Failed error={again.error} />}
    </li>
  );
}

export function ChangesMade({ project, ontology }: ChangesMadeProps) {
  const t = useText("setup");
  const changes = useQuery(changesQuery(project));
  if ((changes.data ?? []).length === 0) return null;
  return (
    <section>
      <h3 className={styles["earlier"]}>{t("change.earlier")}</h3>
      <ul className={styles["changesMade"]}>
        {(changes.data ?? []).map((made) => (
          <Made key={made.id} {...{ project, ontology, made }} />
        ))}
      </ul>
    </section>
  );
}
