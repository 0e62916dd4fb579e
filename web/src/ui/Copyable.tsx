// Something to copy: shown whole, with a button that says when it is done.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { useText } from "#i18n/Text";
import styles from "./ui.module.css";

interface CopyableProps {
  readonly label: string;
  readonly text: string;
}

export function Copyable({ label, text }: CopyableProps) {
  const t = useText("app");
  const clipboard = useClipboard();
  return (
    <div className={styles["copyable"]}>
      <input readOnly aria-label={label} value={text} onFocus={(event) => event.target.select()} />
      <Button variant="default" onClick={() => clipboard.copy(text)}>
        {t(clipboard.copied ? "copied" : "copy")}
      </Button>
    </div>
  );
}
