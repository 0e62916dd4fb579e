// The labeling page's own panels, as they would be: to be tried, and forgotten.
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "react";
import { useStore } from "zustand";
import { ClassBar } from "#editors/core/ClassBar";
import { startEditing } from "#editors/core/editing";
import { keymapOf } from "#editors/core/hotkeys";
import { ObjectDetails } from "#editors/core/ObjectDetails";
import { paintsOf } from "#editors/core/palette";
import { Questions } from "#editors/core/Questions";
import { relationsBySpan } from "#editors/core/relations";
import { useText } from "#i18n/Text";
import type { Labels, Ontology, Span } from "#lib/labels";
import styles from "./setup.module.css";

/** One made-up mark of each label, so that each can be tried. */
function marksOf(ontology: Ontology): Labels {
  const spans = ontology.classes
    .filter(({ retired }) => retired !== true)
    .map(({ id }, at): Span => ({ id, start: at, end: at + 1, class_id: id, attributes: {} }));
  return { spans, answers: [] };
}

export function Preview({ ontology }: { readonly ontology: Ontology }) {
  const t = useText("setup");
  const editing = useMemo(() => {
    let ids = 0;
    return startEditing(marksOf(ontology), {
      newId: () => `made-${++ids}`,
      now: () => Date.now(),
      ontology,
    });
  }, [ontology]);
  const { labels, selected } = useStore(editing.store);
  const relations = useMemo(() => relationsBySpan(labels), [labels]);
  const keymap = keymapOf(ontology);
  const names = new Map(ontology.classes.map(({ id, name }) => [id, name]));
  // One turn stands for those of every role.
  const questions = ontology.questions.map((each) => ({ ...each, roles: [] }));
  const allRoles = { ...ontology, questions };
  const picked = labels.spans.find(({ id }) => id === selected) ?? labels.spans[0];
  return (
    <section className={styles["trial"]} aria-label={t("preview.title")}>
      <h2>{t("preview.title")}</h2>
      <p className={styles["quiet"]}>{t("preview.about")}</p>
      {ontology.classes.length > 0 && (
        <ClassBar
          ontology={ontology}
          keymap={keymap}
          paints={paintsOf(ontology)}
          held={picked?.id ?? null}
          onChoose={editing.select}
        />
      )}
      {picked !== undefined && (
        <ObjectDetails
          ontology={ontology}
          labels={labels}
          span={picked}
          relations={relations.get(picked.id) ?? []}
          editing={editing}
          quote={(span) => t("preview.mark", { name: names.get(span.class_id) ?? "" })}
        />
      )}
      <Questions
        ontology={ontology}
        labels={labels}
        keymap={keymap}
        findings={[]}
        missing={new Set()}
        onAnswer={editing.answer}
        onUnsure={editing.toggleUnsure}
      />
      {ontology.questions.some(({ per_turn }) => per_turn) && (
        <>
          <p className={styles["quiet"]}>{t("preview.turn")}</p>
          <Questions
            ontology={allRoles}
            labels={labels}
            keymap={keymap}
            findings={[]}
            missing={new Set()}
            turn={{ number: 1, role: "customer" }}
            onAnswer={(id, value, group) => editing.answer(id, value, group, 1)}
            onUnsure={editing.toggleUnsure}
          />
        </>
      )}
    </section>
  );
}
