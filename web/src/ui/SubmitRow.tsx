// How a form in a dialog ends: what went wrong with it, the way out, and the button that does it.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useText } from "#i18n/Text";
import { Failed } from "./states";

interface SubmitRowProps {
  readonly confirm: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  /** What the last try was refused with; nothing if it was not. */
  readonly error: unknown;
  readonly onClose: () => void;
}

export function SubmitRow({
  confirm,
  busy,
  disabled = false,
  danger = false,
  error,
  onClose,
}: SubmitRowProps) {
  const t = useText("app");
  return (
    <>
      {error != null && <Failed error={error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button type="submit" loading={busy} disabled={disabled} {...(danger && { color: "red" })}>
          {confirm}
        </Button>
      </Group>
    </>
  );
}
