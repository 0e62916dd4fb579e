// One label, in a row; what is asked about its marks opens below.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useState } from "react";
import { hueOf } from "#editors/core/palette";
import { useText } from "#i18n/Text";
import type { Question, QuestionKind, SpanClass } from "#lib/labels";
import { AddQuestion } from "./AddQuestion";
import { LookFields } from "./LookFields";
import { newAttribute, replaced } from "./ontology";
import { QuestionRow } from "./QuestionRow";
import { RemoveButton } from "./RemoveButton";
import styles from "./setup.module.css";
import { Troubles } from "./Troubles";

interface ClassRowProps {
  readonly value: SpanClass;
  readonly position: number;
  readonly mayEdit: boolean;
  readonly troublesAt: (at: string) => readonly string[];
  readonly onChange: (next: SpanClass | null) => void;
}

function Attributes({ value, mayEdit, troublesAt, onChange }: ClassRowProps) {
  const t = useText("setup");
  const attributes = value.attributes ?? [];
  const set = (next: readonly Question[]) => onChange({ ...value, attributes: next });
  const add = (kind: QuestionKind) => set([...attributes, newAttribute(value, kind)]);
  return (
    <div className={styles["attributes"]}>
      {attributes.length === 0 && (
        <p className={styles["quiet"]}>{t("attribute.none", { name: value.name })}</p>
      )}
      {attributes.map((each) => (
        <QuestionRow
          key={each.id}
          value={each}
          mayEdit={mayEdit}
          troubles={troublesAt(`${value.id}/${each.id}`)}
          onChange={(next) => set(replaced(attributes, each.id, next))}
        />
      ))}
      {mayEdit && (
        <AddQuestion label={t("attribute.kind")} button={t("attribute.add")} onAdd={add} />
      )}
    </div>
  );
}

export function ClassRow(props: ClassRowProps) {
  const { value, position, mayEdit, troublesAt, onChange } = props;
  const t = useText("setup");
  const [isOpen, setIsOpen] = useState(false);
  const count = (value.attributes ?? []).length;
  const hasTrouble = (value.attributes ?? []).some(
    ({ id }) => troublesAt(`${value.id}/${id}`).length > 0,
  );
  return (
    <div className={`hue-${hueOf(value, position)}`} data-retired={value.retired || undefined}>
      <div className={styles["classRow"]}>
        <LookFields
          value={value}
          position={position}
          mayEdit={mayEdit}
          nameLabel={t("class.name")}
          onChange={(part) => onChange({ ...value, ...part })}
        />
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isOpen || hasTrouble}
          aria-label={t("attribute.of", { name: value.name, count })}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t("attribute.count", { count })}
        </Button>
        {mayEdit && <RemoveButton name={value.name} onClick={() => onChange(null)} />}
      </div>
      {value.retired === true && <p className={styles["quiet"]}>{t("class.retired")}</p>}
      <Troubles messages={troublesAt(value.id)} />
      {(isOpen || hasTrouble) && <Attributes {...props} />}
    </div>
  );
}
