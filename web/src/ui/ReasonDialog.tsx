// A decision that is logged with its reason.
// SPDX-License-Identifier: Apache-2.0
import { Textarea } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { Dialog } from "./Dialog";
import { SubmitRow } from "./SubmitRow";
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
        <SubmitRow
          confirm={props.confirm}
          busy={props.busy}
          disabled={reason.trim().length < SHORTEST}
          danger={props.danger ?? false}
          error={props.error}
          onClose={props.onClose}
        />
      </form>
    </Dialog>
  );
}
