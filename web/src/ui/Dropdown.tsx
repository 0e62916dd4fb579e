// A small panel below its button: opened by a click, closed by Escape or a click elsewhere.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import styles from "./floating.module.css";

interface DropdownProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly onOpen?: () => void;
  readonly onClose?: () => void;
  readonly children: (close: () => void) => ReactNode;
}

export function Dropdown({ label, icon, onOpen, onClose, children }: DropdownProps) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useId();
  const toggle = (next: boolean) => {
    if (next === isOpen) return;
    setOpen(next);
    (next ? onOpen : onClose)?.();
  };
  const place = useClickOutside(() => toggle(false));
  const close = () => {
    toggle(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !isOpen) return;
    event.preventDefault();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape reaches it from what is inside
    <div ref={place} className={styles["dropdown"]} onKeyDown={onKeyDown}>
      <ActionIcon
        ref={button}
        variant="subtle"
        color="gray"
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => toggle(!isOpen)}
      >
        {icon}
      </ActionIcon>
      {isOpen && (
        <section id={panel} className={styles["dropPanel"]} aria-label={label}>
          {children(close)}
        </section>
      )}
    </div>
  );
}
