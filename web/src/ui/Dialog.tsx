// A dialog: named, closed by Escape, focus kept inside and given back.
// SPDX-License-Identifier: Apache-2.0
import { CloseButton } from "@mantine/core";
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useId } from "react";
import { createPortal } from "react-dom";
import { useText } from "#i18n/Text";
import styles from "./dialog.module.css";
import { useModal } from "./modal";
import { Toasts } from "./Toasts";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A decision that cannot be waved away. */
  readonly mustDecide?: boolean;
  readonly size?: "md" | "lg" | "xl";
}

/** The ways out that the browser has: Escape, or a gesture that means "back". */
function useWaysOut({ onClose, mustDecide = false }: DialogProps) {
  const { id, ref, isShown } = useModal();
  const end = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!mustDecide) onClose();
  };
  return {
    id,
    ref,
    onKeyDown: (event: KeyboardEvent) => {
      const isOther = event.defaultPrevented || event.nativeEvent.isComposing;
      if (event.key === "Escape" && !isOther) end(event);
    },
    onCancel: (event: SyntheticEvent) => {
      // Choosing a file can be cancelled as well, inside of the dialog.
      if (event.target === event.currentTarget) end(event);
    },
    onClose: () => {
      // The browser does not ask twice in a row before it closes a dialog.
      if (!isShown.current || ref.current?.open !== false) return;
      if (mustDecide) ref.current.showModal();
      else onClose();
    },
  };
}

export function Dialog(props: DialogProps) {
  const { title, onClose, children, mustDecide = false, size = "md" } = props;
  const t = useText("app");
  const name = useId();
  const { id, ...ways } = useWaysOut(props);
  return createPortal(
    <dialog {...ways} className={styles["dialog"]} aria-labelledby={name}>
      <div className={styles["box"]} data-size={size}>
        <div className={styles["head"]}>
          <h2 id={name}>{title}</h2>
          {!mustDecide && <CloseButton aria-label={t("close")} onClick={onClose} />}
        </div>
        <div className={styles["body"]}>{children}</div>
      </div>
      <Toasts within={id} />
    </dialog>,
    document.body,
  );
}
