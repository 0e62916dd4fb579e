// A decision that is logged with its reason.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Textarea } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useText } from "#i18n/Text";
import { Dialog } from "./Dialog";
import { Failed } from "./states";
import styles from "./ui.module.css";

interface ReasonDialogProps {
  readonly title: string;
  readonly about: ReactNode;
  readonly label: string;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

const SHORTEST = 3;

export function ReasonDialog(props: ReasonDialogProps) {
  const t = useText("app");
  const [reason, setReason] = useState("");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    props.onConfirm(reason.trim());
  };
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form onSubmit={onSubmit} className={styles["form"]}>
        <p className={styles["about"]}>{props.about}</p>
        <Textarea
          label={props.label}
          data-autofocus
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {props.error != null && <Failed error={props.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t("cancel")}
          </Button>
          <Button
            type="submit"
            loading={props.busy}
            disabled={reason.trim().length < SHORTEST}
            {...(props.danger ? { color: "red" } : {})}
          >
            {props.confirm}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
