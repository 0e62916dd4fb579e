// A dialog: named, closed by Escape, focus kept inside and given back.
// SPDX-License-Identifier: Apache-2.0
import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useText } from "#i18n/Text";
import styles from "./ui.module.css";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** A decision that cannot be waved away. */
  readonly mustDecide?: boolean;
  readonly size?: string;
}

export function Dialog({ title, onClose, children, mustDecide = false, size = "md" }: DialogProps) {
  const t = useText("app");
  return (
    <Modal.Root
      opened
      onClose={onClose}
      centered
      size={size}
      closeOnEscape={!mustDecide}
      closeOnClickOutside={false}
      transitionProps={{ duration: 120 }}
    >
      <Modal.Overlay backgroundOpacity={0.45} />
      <Modal.Content>
        <div className={styles["dialogHead"]}>
          <Modal.Title>{title}</Modal.Title>
          {!mustDecide && <Modal.CloseButton aria-label={t("close")} />}
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
