// What is said of the picked span: its attributes, its relations, and whether someone is sure.
// SPDX-License-Identifier: Apache-2.0
import { useId } from "react";
import { useText } from "#i18n/Text";
import type { AnswerValue, Finding, Labels, Ontology, Question, Relation, Span } from "#lib/labels";
import styles from "./details.module.css";
import type { Editing } from "./editing";
import { attributesOf } from "./operations";
import { QuestionField } from "./QuestionField";
import { noteOn, UnsureField } from "./Questions";
import questions from "./questions.module.css";
import { RelationList } from "./RelationList";

interface ObjectDetailsProps {
  readonly ontology: Ontology;
  readonly labels: Labels;
  readonly span: Span;
  /** Of this span. */
  readonly relations: readonly Relation[];
  readonly editing: Editing;
  readonly quote: (span: Span) => string;
  readonly findings?: readonly Finding[];
  /** Attributes of this span that stopped the last attempt to hand in. */
  readonly missing?: ReadonlySet<string> | undefined;
}

interface AttributeProps {
  readonly span: Span;
  readonly question: Question;
  readonly editing: Editing;
  readonly note: string | null;
  readonly isMissing: boolean;
}

function Attribute({ span, question, editing, note, isMissing }: AttributeProps) {
  const t = useText("editors");
  const noteId = useId();
  const keys = new Map((question.options ?? []).map(({ id, hotkey }) => [id, hotkey || undefined]));
  return (
    <fieldset
      className={questions["question"]}
      data-attribute={question.id}
      data-missing={isMissing || undefined}
    >
      <legend>
        {question.title}
        {question.required && (
          <span className={questions["required"]}> {t("core.answer.needed")}</span>
        )}
      </legend>
      <QuestionField
        question={question}
        name={`${span.id}/${question.id}`}
        value={span.attributes[question.id] ?? null}
        keyOf={(optionId) => keys.get(optionId)}
        describedBy={note === null ? undefined : noteId}
        onValue={(value: AnswerValue | null, group) =>
          editing.setAttribute(span.id, question.id, value, group && `${span.id}/${question.id}`)
        }
      />
      {note !== null && (
        <p id={noteId} className={questions["note"]} role="status">
          {note}
        </p>
      )}
    </fieldset>
  );
}

/** Attributes that the ontology does not ask about: from an import, or of an older version. */
function Unasked({
  span,
  asked,
  editing,
}: {
  span: Span;
  asked: readonly Question[];
  editing: Editing;
}) {
  const t = useText("editors");
  const known = new Set(asked.map(({ id }) => id));
  const left = Object.entries(span.attributes).filter(([id]) => !known.has(id));
  if (left.length === 0) return null;
  return (
    <ul className={styles["unasked"]} aria-label={t("core.details.other")}>
      {left.map(([id, value]) => (
        <li key={id}>
          <span dir="auto">
            {id}: {String(value)}
          </span>
          <button
            type="button"
            aria-label={t("core.details.removeOf", { name: id })}
            title={t("core.details.remove")}
            onClick={() => editing.setAttribute(span.id, id, null)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}

export function ObjectDetails(props: ObjectDetailsProps) {
  const t = useText("editors");
  const { ontology, labels, span, relations, editing, quote, findings, missing } = props;
  const asked = attributesOf(ontology, span);
  const mine = (findings ?? []).filter((each) => each.span_id === span.id);
  return (
    <section className={styles["details"]} aria-label={t("core.details")}>
      {asked.map((question) => (
        <Attribute
          key={`${span.id}/${question.id}`}
          span={span}
          question={question}
          editing={editing}
          isMissing={missing?.has(question.id) ?? false}
          note={noteOn(
            t,
            mine.filter((each) => each.attribute_id === question.id),
            missing?.has(question.id) ?? false,
          )}
        />
      ))}
      <Unasked span={span} asked={asked} editing={editing} />
      <RelationList {...{ ontology, labels, span, relations, editing, quote }} />
      <UnsureField isUnsure={span.unsure === true} onToggle={() => editing.toggleUnsure(span.id)} />
    </section>
  );
}
