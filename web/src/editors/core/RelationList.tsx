// The relations of the picked span: go to the other end, turn, doubt, remove, or add one.
// - Everything that can be drawn in the text can be done here by keyboard alone.
// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from "react";
import { useText } from "#i18n/Text";
import type { Labels, Ontology, Relation, Span } from "#lib/labels";
import { byPlace } from "./changes";
import core from "./core.module.css";
import { describeRelation } from "./describe";
import styles from "./details.module.css";
import type { Editing } from "./editing";
import { relationPaintsOf, UNKNOWN_PAINT } from "./palette";
import { joins, possibleBetween, relationClassOf } from "./relations";

interface RelationListProps {
  readonly ontology: Ontology;
  readonly labels: Labels;
  readonly span: Span;
  readonly relations: readonly Relation[];
  readonly editing: Editing;
  readonly quote: (span: Span) => string;
}

function OneRelation(props: RelationListProps & { readonly relation: Relation }) {
  const t = useText("editors");
  const { ontology, labels, span, relation, editing, quote } = props;
  const { arrow, name, other, words } = describeRelation(
    { ontology, labels, quote },
    relation,
    span.id,
  );
  const kind = relationClassOf(ontology, relation);
  const paint = relationPaintsOf(ontology).get(relation.class_id) ?? UNKNOWN_PAINT;
  const classOf = (id: string) => labels.spans.find((each) => each.id === id)?.class_id ?? "";
  const mayTurn =
    kind?.directed === true && joins(kind, classOf(relation.target), classOf(relation.source));
  return (
    <li className={styles["relation"]} data-unsure={relation.unsure || undefined}>
      <button
        type="button"
        className={styles["other"]}
        title={t("core.relation.go")}
        onClick={() => other !== undefined && editing.select(other.id)}
      >
        <span aria-hidden="true">{arrow} </span>
        <b className={`${styles["relationName"]} hue-${paint.hue}`}>{name}</b>{" "}
        <span dir="auto">{words}</span>
      </button>
      <span className={styles["acts"]}>
        {mayTurn && (
          <button type="button" onClick={() => editing.flipRelation(relation.id)}>
            {t("core.relation.turn")}
          </button>
        )}
        <button
          type="button"
          aria-pressed={relation.unsure === true}
          aria-label={t("core.relation.unsure", { name, words })}
          title={t("core.unsure")}
          onClick={() => editing.toggleUnsure(relation.id)}
        >
          ?
        </button>
        <button
          type="button"
          aria-label={t("core.relation.remove", { name, words })}
          title={t("core.details.remove")}
          onClick={() => editing.removeRelation(relation.id)}
        >
          ×
        </button>
      </span>
    </li>
  );
}

const MOST_OFFERED = 300;

/** Spans that some relation may join with this one, nearest first. */
function partnersOf(ontology: Ontology, labels: Labels, span: Span): readonly Span[] {
  return labels.spans
    .filter((each) => possibleBetween(ontology, labels, span.id, each.id).length > 0)
    .sort((a, b) => Math.abs(a.start - span.start) - Math.abs(b.start - span.start))
    .slice(0, MOST_OFFERED)
    .sort(byPlace);
}

function NewRelation({ ontology, labels, span, editing, quote }: RelationListProps) {
  const t = useText("editors");
  const base = useId();
  const [targetId, setTargetId] = useState("");
  const [kindId, setKindId] = useState("");
  const partners = partnersOf(ontology, labels, span);
  const names = new Map(ontology.classes.map(({ id, name }) => [id, name]));
  const target = partners.find(({ id }) => id === targetId) ?? partners[0];
  if (target === undefined) {
    return <p className={core["empty"]}>{t("core.relation.none")}</p>;
  }
  const possible = possibleBetween(ontology, labels, span.id, target.id);
  const chosen = possible.find(({ kind }) => kind.id === kindId) ?? possible[0];
  const add = () => {
    if (chosen === undefined) return;
    const [from, to] = chosen.isFlipped ? [target.id, span.id] : [span.id, target.id];
    editing.addRelation(from, to, chosen.kind.id);
    editing.select(span.id);
  };
  return (
    <div className={styles["newRelation"]}>
      <label htmlFor={`${base}-kind`}>{t("core.relation.kind")}</label>
      <select
        id={`${base}-kind`}
        value={chosen?.kind.id ?? ""}
        onChange={(event) => setKindId(event.currentTarget.value)}
      >
        {possible.map(({ kind, isFlipped }) => (
          <option key={kind.id} value={kind.id}>
            {isFlipped ? `← ${kind.name}` : `${kind.name} →`}
          </option>
        ))}
      </select>
      <label htmlFor={`${base}-with`}>{t("core.relation.with")}</label>
      <select
        id={`${base}-with`}
        value={target.id}
        onChange={(event) => setTargetId(event.currentTarget.value)}
      >
        {partners.map((each) => (
          <option key={each.id} value={each.id}>
            {quote(each)} ({names.get(each.class_id) ?? "?"})
          </option>
        ))}
      </select>
      <button type="button" onClick={add}>
        {t("core.relation.add")}
      </button>
    </div>
  );
}

export function RelationList(props: RelationListProps) {
  const t = useText("editors");
  const { ontology, relations } = props;
  const [isAdding, setIsAdding] = useState(false);
  if ((ontology.relations ?? []).length === 0 && relations.length === 0) return null;
  return (
    <section className={styles["part"]} aria-label={t("core.relations.of")}>
      <h3>{t("core.relations")}</h3>
      {relations.length > 0 && (
        <ul className={styles["relations"]}>
          {relations.map((relation) => (
            <OneRelation key={relation.id} {...props} relation={relation} />
          ))}
        </ul>
      )}
      {isAdding && <NewRelation {...props} />}
      <button
        type="button"
        className={styles["quiet"]}
        aria-expanded={isAdding}
        onClick={() => setIsAdding(!isAdding)}
      >
        {t(isAdding ? "core.relation.done" : "core.relation.more")}
      </button>
    </section>
  );
}
