// The labels and questions of a project, in a form, with what labelers will see beside it.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { ontologyQuery, publishOntology } from "#api/projects";
import type { OntologyVersion } from "#api/types";
import { useText } from "#i18n/Text";
import type { Ontology } from "#lib/labels";
import { afterwards } from "#ui/afterwards";
import { Loaded } from "#ui/Loaded";
import { Failed, LoadingLines, Note } from "#ui/states";
import { ClassList, QuestionList, RelationList } from "./lists";
import { added } from "./ontology";
import type { PartProps } from "./part";
import styles from "./setup.module.css";
import { Toolbar } from "./Toolbar";
import { tidy } from "./tidy";
import { type Trouble, troublesOf } from "./troubles";
import { usePublish } from "./usePublish";

// i18n-exempt: a component by its name
const Preview = afterwards(() => import("./Preview"), "Preview", <LoadingLines lines={8} />);

interface FormProps extends PartProps {
  readonly version: OntologyVersion | null;
}

const EMPTY: Ontology = { classes: [], questions: [] };

/** The sentences of troubles, by what they are about. */
function useTroubles(troubles: readonly Trouble[]) {
  const t = useText("setup");
  const byPlace = new Map<string, string[]>();
  for (const { at, is, values } of troubles) {
    byPlace.set(at, [...(byPlace.get(at) ?? []), t(is, values)]);
  }
  return (at: string): readonly string[] => byPlace.get(at) ?? [];
}

function Form({ project, mayEdit, version }: FormProps) {
  const t = useText("setup");
  const [ontology, setOntology] = useState<Ontology>(version?.document ?? EMPTY);
  const shown = useDeferredValue(ontology);
  const publish = usePublish(project, (next: Ontology) => publishOntology(project, tidy(next)));
  const troubles = troublesOf(ontology);
  const troublesAt = useTroubles(troubles);
  const isEmpty = ontology.classes.length + ontology.questions.length === 0;
  const isChanged =
    JSON.stringify(tidy(ontology)) !== JSON.stringify(tidy(version?.document ?? EMPTY));
  const lists = { ontology, setOntology, mayEdit, troublesAt };
  return (
    <div className={styles["withPreview"]}>
      <div>
        <Group justify="space-between" align="flex-start" mb="xs">
          <p className={styles["version"]}>
            {version === null
              ? t("labels.noVersion")
              : t("labels.version", { number: version.number })}
            {!mayEdit && ` ${t("labels.readOnly")}`}
          </p>
          <Toolbar
            {...{ project, mayEdit, ontology }}
            published={version?.document ?? EMPTY}
            latest={version?.number ?? 0}
            onTake={(next, how) => setOntology(how === "add" ? added(ontology, next) : next)}
          />
        </Group>
        <ClassList {...lists} />
        <RelationList {...lists} />
        <QuestionList {...lists} />
        {troubles.length > 0 && (
          <Note tone="warn">{t("labels.troubles", { count: troubles.length })}</Note>
        )}
        {publish.isError && <Failed error={publish.error} />}
        {publish.isSuccess && !isChanged && <Note tone="ok">{t("published")}</Note>}
        {mayEdit && (
          <Button
            mt="md"
            loading={publish.isPending}
            disabled={!isChanged || isEmpty || troubles.length > 0}
            onClick={() => publish.mutate(ontology)}
          >
            {t("publish", { number: (version?.number ?? 0) + 1 })}
          </Button>
        )}
      </div>
      <Preview ontology={shown} />
    </div>
  );
}

export function LabelsPart(props: PartProps) {
  const ontology = useQuery(ontologyQuery(props.project));
  return <Loaded query={ontology}>{(version) => <Form {...props} version={version} />}</Loaded>;
}
