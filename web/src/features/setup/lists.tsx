// The three lists of an ontology's form: labels, relations between them, questions.
// SPDX-License-Identifier: Apache-2.0
import { Button, Checkbox } from "@mantine/core";
import { useText } from "#i18n/Text";
import type { Ontology } from "#lib/labels";
import { Section } from "#ui/Page";
import { AddQuestion } from "./AddQuestion";
import { ClassRow } from "./ClassRow";
import { newClass, newQuestion, newRelation, replaced, withoutClass } from "./ontology";
import { QuestionRow } from "./QuestionRow";
import { RelationRow } from "./RelationRow";

interface ListProps {
  readonly ontology: Ontology;
  readonly setOntology: (ontology: Ontology) => void;
  readonly mayEdit: boolean;
  readonly troublesAt: (at: string) => readonly string[];
}

export function ClassList({ ontology, setOntology, mayEdit, troublesAt }: ListProps) {
  const t = useText("setup");
  const add = () =>
    setOntology({ ...ontology, classes: [...ontology.classes, newClass(ontology)] });
  return (
    <Section title={t("class.title")} about={t("class.about")}>
      {ontology.classes.map((each, at) => (
        <ClassRow
          key={each.id}
          value={each}
          position={at}
          mayEdit={mayEdit}
          troublesAt={troublesAt}
          onChange={(next) =>
            setOntology(
              next === null
                ? withoutClass(ontology, each.id)
                : { ...ontology, classes: replaced(ontology.classes, each.id, next) },
            )
          }
        />
      ))}
      {mayEdit && (
        <Button variant="default" size="compact-md" onClick={add}>
          {t("class.add")}
        </Button>
      )}
    </Section>
  );
}

export function RelationList({ ontology, setOntology, mayEdit, troublesAt }: ListProps) {
  const t = useText("setup");
  const relations = ontology.relations ?? [];
  if (relations.length === 0 && (!mayEdit || ontology.classes.length === 0)) return null;
  const add = () => setOntology({ ...ontology, relations: [...relations, newRelation(ontology)] });
  return (
    <Section title={t("relation.title")} about={t("relation.about")}>
      {relations.map((each, at) => (
        <RelationRow
          key={each.id}
          value={each}
          classes={ontology.classes}
          position={at}
          mayEdit={mayEdit}
          troubles={troublesAt(each.id)}
          onChange={(next) =>
            setOntology({ ...ontology, relations: replaced(relations, each.id, next) })
          }
        />
      ))}
      {mayEdit && (
        <Button variant="default" size="compact-md" onClick={add}>
          {t("relation.add")}
        </Button>
      )}
    </Section>
  );
}

export function QuestionList({ ontology, setOntology, mayEdit, troublesAt }: ListProps) {
  const t = useText("setup");
  return (
    <Section title={t("question.list")}>
      {ontology.questions.map((each) => (
        <QuestionRow
          key={each.id}
          value={each}
          mayEdit={mayEdit}
          mayBeOfTurns
          troubles={troublesAt(each.id)}
          onChange={(next) =>
            setOntology({ ...ontology, questions: replaced(ontology.questions, each.id, next) })
          }
        />
      ))}
      {ontology.questions.some(({ per_turn }) => per_turn) && (
        <Checkbox
          label={t("asked.across")}
          disabled={!mayEdit}
          checked={ontology.across_turns === true}
          onChange={(event) =>
            setOntology({ ...ontology, across_turns: event.currentTarget.checked })
          }
        />
      )}
      {mayEdit && (
        <AddQuestion
          label={t("question.kind")}
          button={t("question.add")}
          onAdd={(kind) =>
            setOntology({
              ...ontology,
              questions: [...ontology.questions, newQuestion(ontology, kind)],
            })
          }
        />
      )}
    </Section>
  );
}
