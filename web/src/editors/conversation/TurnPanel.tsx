// What is asked of the turn one is at, right below its words.
// - The text makes room for the panel; until it has, the panel stands below the text.
// SPDX-License-Identifier: Apache-2.0
import type { RefObject } from "react";
import { answerTo } from "#editors/core/answers";
import { Questions } from "#editors/core/Questions";
import { askedOf, sameSpeaker } from "#editors/core/turns";
import { useText } from "#i18n/Text";
import styles from "./conversation.module.css";
import type { Talk } from "./talk";

/** The same answers for every turn of this speaker, as one change. */
function SameForAll({ talk }: { readonly talk: Talk }) {
  const t = useText("editors");
  const { turns, turn, ontology, labels, editing, slice } = talk;
  const here = turns[turn - 1];
  if (here === undefined) return null;
  const others = sameSpeaker(slice, turns, turn).filter((each) => each !== turn);
  const given = askedOf(ontology, here).flatMap(({ id }) => {
    const value = answerTo(labels, id, turn);
    return value === null ? [] : [{ question_id: id, value }];
  });
  if (others.length === 0 || given.length === 0) return null;
  return (
    <button
      type="button"
      className={styles["same"]}
      onClick={() => editing.answerTurns(given, others)}
    >
      {t("conversation.same", { count: others.length })}
    </button>
  );
}

interface TurnPanelProps {
  readonly talk: Talk;
  readonly panel: RefObject<HTMLElement | null>;
}

export function TurnPanel({ talk, panel }: TurnPanelProps) {
  const t = useText("editors");
  const { turns, turn, ontology, labels, editing } = talk;
  const here = turns[turn - 1];
  if (here === undefined || askedOf(ontology, here).length === 0) return null;
  return (
    <section
      ref={panel}
      className={styles["panel"]}
      aria-label={t("conversation.questions", { number: turn })}
    >
      <Questions
        key={turn}
        ontology={ontology}
        labels={labels}
        keymap={talk.keymap}
        findings={talk.findings}
        missing={talk.missing}
        changed={talk.changed}
        before={talk.before}
        compare={talk.compare}
        turn={{ number: turn, role: here.role }}
        onAnswer={(id, value, group) => editing.answer(id, value, group, turn)}
        onUnsure={editing.toggleUnsure}
      />
      <SameForAll talk={talk} />
    </section>
  );
}
