// Where one is in a conversation, and how far its questions are answered.
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from "react";
import { nextOf, progressOf } from "#editors/core/turns";
import { useText } from "#i18n/Text";
import type { ActionId } from "#lib/keymap/actions";
import { useKeyOf } from "#lib/keymap/keymap";
import { printed, spoken } from "#lib/keymap/keys";
import styles from "./conversation.module.css";
import type { Talk } from "./talk";

interface GoProps {
  readonly name: string;
  readonly action: ActionId;
  /** Its key says enough. */
  readonly isShort?: boolean;
  readonly isOff?: boolean;
  readonly onGo: () => void;
}

function Go({ name, action, isShort = false, isOff = false, onGo }: GoProps) {
  const key = useKeyOf(action);
  return (
    <button
      type="button"
      className={styles["go"]}
      aria-keyshortcuts={key === "" ? undefined : spoken(key)}
      title={name}
      disabled={isOff}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onGo}
    >
      <span className={isShort ? styles["spoken"] : undefined}>{name}</span>{" "}
      <span className={styles["key"]} aria-hidden="true">
        {printed(key === "" && isShort ? "…" : key)}
      </span>
    </button>
  );
}

/** Who speaks, in words: the role, and the name as it is shown in the text. */
function useWho({ turns, quote }: Pick<Talk, "turns" | "quote">) {
  const t = useText("editors");
  return (number: number): string => {
    const turn = turns[number - 1];
    if (turn === undefined) return "";
    const role = t(`conversation.role.${turn.role}`);
    const isNamed = quote !== null && turn.named > turn.start;
    const name = isNamed ? quote({ start: turn.start, end: turn.named }) : "";
    return name === "" || name.toLowerCase() === role.toLowerCase() ? role : `${role}, ${name}`;
  };
}

export function TurnBar({ talk }: { readonly talk: Talk }) {
  const t = useText("editors");
  const { turns, turn, ontology, labels, changed, onGo } = talk;
  const who = useWho(talk);
  const progress = useMemo(() => progressOf(ontology, labels, turns), [ontology, labels, turns]);
  const changedTurns = useMemo(
    () =>
      [...new Set([...changed].map((key) => Number(key.split("@")[1] ?? 0)))]
        .filter(Boolean)
        .sort((a, b) => a - b),
    [changed],
  );
  const at = { number: turn, count: turns.length };
  return (
    <section className={styles["bar"]} aria-label={t("conversation.bar")}>
      <Go
        name={t("conversation.previous")}
        action="turn.previous"
        isShort
        isOff={turn <= 1}
        onGo={() => onGo(turn - 1)}
      />
      <Go
        name={t("conversation.next")}
        action="turn.next"
        isShort
        isOff={turn >= turns.length}
        onGo={() => onGo(turn + 1)}
      />
      <p className={styles["at"]} role="status">
        <span>{t("conversation.at", at)}</span> <bdi>{who(turn)}</bdi>
      </p>
      {progress.asked > 0 && (
        <p className={styles["progress"]}>
          <progress value={progress.answered} max={progress.asked} aria-hidden="true" />{" "}
          {t("conversation.answered", { answered: progress.answered, asked: progress.asked })}
        </p>
      )}
      {progress.open.length > 0 && (
        <Go
          name={t("conversation.open")}
          action="turn.open"
          onGo={() => onGo(nextOf(progress.open, turn))}
        />
      )}
      {changedTurns.length > 0 && (
        <button
          type="button"
          className={styles["go"]}
          onClick={() => onGo(nextOf(changedTurns, turn))}
        >
          {t("conversation.changed", { count: changedTurns.length })}
        </button>
      )}
    </section>
  );
}
