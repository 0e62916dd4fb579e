// The labels and questions of a project, in a form.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ontologyQuery, publishOntology } from "#api/projects";
import type { OntologyVersion } from "#api/types";
import type { Ontology, Question, QuestionKind, SpanClass } from "#lib/labels";
import { Loaded } from "#ui/Loaded";
import { Section } from "#ui/Page";
import { Failed, Note } from "#ui/states";
import { ClassRow } from "./ClassRow";
import { newClass, newQuestion, replaced } from "./ontology";
import type { PartProps } from "./part";
import { QuestionRow } from "./QuestionRow";
import styles from "./setup.module.css";
import { tidy } from "./tidy";
import { troublesOf } from "./troubles";
import { usePublish } from "./usePublish";

const KINDS: readonly { value: QuestionKind; label: string }[] = [
  { value: "single", label: "One choice" },
  { value: "multiple", label: "Several choices" },
  { value: "text", label: "Free text" },
  { value: "rating", label: "Rating" },
];

interface ListProps {
  readonly ontology: Ontology;
  readonly setOntology: (ontology: Ontology) => void;
  readonly mayEdit: boolean;
}

function Classes({ ontology, setOntology, mayEdit }: ListProps) {
  const change = (id: string, next: SpanClass | null) =>
    setOntology({ ...ontology, classes: replaced(ontology.classes, id, next) });
  const add = () =>
    setOntology({ ...ontology, classes: [...ontology.classes, newClass(ontology)] });
  return (
    <Section
      title="Labels for words"
      about="What labelers mark in a text. The first nine without a key of their own get the digits 1 to 9."
    >
      {ontology.classes.map((each, at) => (
        <ClassRow
          key={each.id}
          value={each}
          position={at}
          mayEdit={mayEdit}
          onChange={(next) => change(each.id, next)}
        />
      ))}
      {mayEdit && (
        <Button variant="default" size="compact-md" onClick={add}>
          Add a label
        </Button>
      )}
    </Section>
  );
}

function QuestionList({ ontology, setOntology, mayEdit }: ListProps) {
  const [kind, setKind] = useState<QuestionKind>("single");
  const change = (id: string, next: Question | null) =>
    setOntology({ ...ontology, questions: replaced(ontology.questions, id, next) });
  const add = () => {
    const questions = [...ontology.questions, newQuestion(ontology, kind)];
    setOntology({ ...ontology, questions });
  };
  return (
    <Section title="Questions about the whole text">
      {ontology.questions.map((each) => (
        <QuestionRow
          key={each.id}
          value={each}
          mayEdit={mayEdit}
          onChange={(next) => change(each.id, next)}
        />
      ))}
      {mayEdit && (
        <Group gap="xs">
          <NativeSelect
            aria-label="Kind of the new question"
            data={[...KINDS]}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as QuestionKind)}
          />
          <Button variant="default" onClick={add}>
            Add a question
          </Button>
        </Group>
      )}
    </Section>
  );
}

interface FormProps extends PartProps {
  readonly version: OntologyVersion | null;
}

const EMPTY: Ontology = { classes: [], questions: [] };

function Form({ project, mayEdit, version }: FormProps) {
  const [ontology, setOntology] = useState(version?.document ?? EMPTY);
  const publish = usePublish(project, (next: Ontology) => publishOntology(project, tidy(next)));
  const troubles = troublesOf(ontology);
  const isEmpty = ontology.classes.length + ontology.questions.length === 0;
  const isChanged =
    JSON.stringify(tidy(ontology)) !== JSON.stringify(tidy(version?.document ?? EMPTY));
  return (
    <>
      <p className={styles["version"]}>
        {version === null
          ? "No version yet. Labelers get texts once there is one."
          : `Version ${version.number} is in use.`}
        {!mayEdit && " Only a project admin can change it."}
      </p>
      <Classes {...{ ontology, setOntology, mayEdit }} />
      <QuestionList {...{ ontology, setOntology, mayEdit }} />
      {troubles.map((trouble) => (
        <Note key={trouble.at + trouble.message} tone="warn">
          {trouble.message}.
        </Note>
      ))}
      {publish.isError && <Failed error={publish.error} />}
      {publish.isSuccess && !isChanged && <Note tone="ok">Published.</Note>}
      {mayEdit && (
        <Button
          mt="md"
          loading={publish.isPending}
          disabled={!isChanged || isEmpty || troubles.length > 0}
          onClick={() => publish.mutate(ontology)}
        >
          Publish version {(version?.number ?? 0) + 1}
        </Button>
      )}
    </>
  );
}

export function LabelsPart(props: PartProps) {
  const ontology = useQuery(ontologyQuery(props.project));
  return <Loaded query={ontology}>{(version) => <Form {...props} version={version} />}</Loaded>;
}
