// Where messages in passing stand: below, out of the way, spoken politely.
// - With a dialog open they stand in it: what is below it is neither read out nor reached.
// - A message stays while it is pointed at or has the focus; Escape in it sends it away.
// SPDX-License-Identifier: Apache-2.0
import { Button, CloseButton } from "@mantine/core";
import { useEffect, useState } from "react";
import { useText } from "#i18n/Text";
import styles from "./floating.module.css";
import { useTop } from "./modal";
import { dismiss, type Told, useTold } from "./notify";

const SHOWN_MS = 7_000;

function Toast({ id, text, undo }: Told) {
  const t = useText("app");
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismiss(id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [id, isHeld]);
  const takeBack = () => {
    undo?.();
    dismiss(id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it in place
    <div
      className={styles["toast"]}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => event.key === "Escape" && dismiss(id)}
    >
      <span>{text}</span>
      {undo !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={takeBack}>
          {t("undo")}
        </Button>
      )}
      <CloseButton size="sm" aria-label={t("close")} onClick={() => dismiss(id)} />
    </div>
  );
}

/** The place for them in the dialog `within`, else on the page. */
export function Toasts({ within = null }: { readonly within?: string | null }) {
  const told = useTold((state) => state.told);
  const isHere = useTop() === within;
  return (
    <div className={styles["toasts"]} role="status" aria-live="polite">
      {isHere && told.map((each) => <Toast key={each.id} {...each} />)}
    </div>
  );
}
