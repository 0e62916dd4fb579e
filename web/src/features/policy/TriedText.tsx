// One text under two policies, side by side; hidden places are chips with kind and length.
// SPDX-License-Identifier: Apache-2.0
import type { Piece, TriedText as Tried, TriedSide } from "#api/types";
import { useText } from "#i18n/Text";
import { kindWords } from "./kinds";
import styles from "./policy.module.css";

type Which = "before" | "after";

/** The kind that a place is told by; what is let go of, also in part, by what it was. */
function kindOf(piece: Piece, side: Which): string {
  const other = side === "after" ? "before" : "after";
  return (piece.less ? piece.before : piece[side] || piece[other]) ?? "";
}

/** A hidden place; what this side would show is told as such, and not shown. */
function Chip({ piece, side }: { readonly piece: Piece; readonly side: Which }) {
  const t = useText("policy");
  const kind = kindOf(piece, side);
  const change = side === "before" ? null : piece.less ? "less" : piece.more ? "more" : null;
  const isHidden = (piece[side] ?? "") !== "";
  const words = t("piece.length", {
    kind: kind === "" ? t("piece.hiddenToday") : kindWords(kind),
    count: piece.length ?? 0,
  });
  return (
    <span
      className={styles["chip"]}
      data-hidden={isHidden || undefined}
      data-change={change ?? undefined}
    >
      {change !== null && <span className="sr-only">{t(`piece.${change}`)} </span>}
      {!isHidden && change === null && kind !== "" && (
        <span className="sr-only">{t("piece.shownHere")} </span>
      )}
      {words}
    </span>
  );
}

function Pieces({ pieces, side }: { readonly pieces: readonly Piece[]; readonly side: Which }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <p className={styles["tried"]} dir="auto" tabIndex={0}>
      {pieces.map((piece, at) =>
        piece.text ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move inside of a trial
          <span key={at}>{piece.text}</span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move inside of a trial
          <Chip key={at} piece={piece} side={side} />
        ),
      )}
    </p>
  );
}

const KNOWN = new Set(["language", "risk", "found-again"]);

function Verdict({ side }: { readonly side: TriedSide }) {
  const t = useText("policy");
  const why = side.reasons.filter((one) => KNOWN.has(one)).join(" ");
  return (
    <p className={styles["verdict"]} data-held={side.held || undefined}>
      {side.held
        ? t("tried.held", { why: t(`reason.${(why.split(" ")[0] || "risk") as "risk"}`) })
        : t("tried.ready")}
    </p>
  );
}

interface TriedTextProps {
  readonly tried: Tried;
  readonly number: number;
}

export function TriedText({ tried, number }: TriedTextProps) {
  const t = useText("policy");
  const changed = (tried.pieces ?? []).some((piece) => piece.less || piece.more);
  return (
    <article className={styles["pair"]} data-changed={changed || undefined}>
      <h3 className="sr-only">{t("tried.number", { number })}</h3>
      {(["before", "after"] as const).map((side) => (
        <div key={side} className={styles["side"]}>
          <Verdict side={tried[side]} />
          {tried.pieces === null || tried.pieces === undefined ? (
            <p className={styles["quiet"]}>{t("tried.notShown")}</p>
          ) : (
            <Pieces pieces={tried.pieces} side={side} />
          )}
        </div>
      ))}
    </article>
  );
}
