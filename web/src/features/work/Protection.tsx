// Protected mode on the labeling page: what is said of it, and what copying and printing get instead.
// - It deters; whoever is determined can photograph a screen. The page says no more than that.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { notify } from "#ui/notify";
import { Note } from "#ui/states";
import type { ShownAs } from "./useShownAs";
import styles from "./work.module.css";

// i18n-exempt: selectors
const TYPED_INTO = "input, textarea, [contenteditable]";
const PICTURE = "[data-drawn]";
const AGAIN_MS = 4_000;

const isOn = ({ target }: Event, selector: string) =>
  target instanceof Element && target.closest(selector) !== null;

/** Answer copying, dragging, the menu on a picture, and printing with a word instead. */
function useRefusals(): void {
  const t = useText("protection");
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const tell = (key: "told.copy" | "told.print") => {
      if (performance.now() - last < AGAIN_MS) return;
      last = performance.now();
      notify({ text: t(key) });
    };
    const stopping = new AbortController();
    const listen = (name: string, refuses: (event: Event) => boolean) =>
      document.addEventListener(
        name,
        (event) => {
          if (!refuses(event)) return;
          event.preventDefault();
          tell("told.copy");
        },
        { signal: stopping.signal, capture: true },
      );
    for (const name of ["copy", "cut"]) listen(name, (event) => !isOn(event, TYPED_INTO));
    for (const name of ["dragstart", "contextmenu"]) listen(name, (event) => isOn(event, PICTURE));
    window.addEventListener("beforeprint", () => tell("told.print"), { signal: stopping.signal });
    document.documentElement.dataset["protected"] = "";
    return () => {
      stopping.abort();
      delete document.documentElement.dataset["protected"];
    };
  }, [t]);
}

/** Whether the text stood in the page by an exemption that is over by now; it is said once. */
function useIsOver(shown: ShownAs): boolean {
  const t = useText("protection");
  const [wasExempt, setWasExempt] = useState(false);
  if (shown.as === "exempt" && !wasExempt) setWasExempt(true);
  const isOver = wasExempt && shown.as === "picture";
  useEffect(() => {
    if (isOver) notify({ text: t("told.over") });
  }, [isOver, t]);
  return isOver;
}

/** Shown where the project is protected. */
export function Protection({ shown }: { readonly shown: Exclude<ShownAs, { as: "page" }> }) {
  const t = useText("protection");
  useRefusals();
  const isOver = useIsOver(shown);
  return (
    <>
      {isOver && (
        <Note tone="info" title={t("work.over")}>
          {t("work.overAbout")}
        </Note>
      )}
      {shown.as === "exempt" ? (
        <Note tone="info" title={t("work.exempt", { until: day(shown.until) })}>
          {t("work.exemptAbout")}
        </Note>
      ) : (
        <p className={styles["quiet"]}>{t("work.drawn")}</p>
      )}
      {createPortal(<p data-print-notice="">{t("told.print")}</p>, document.body)}
    </>
  );
}
