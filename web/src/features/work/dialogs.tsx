// What the labeling and review pages ask: why skip, why send back; and the sheet of keys.
// SPDX-License-Identifier: Apache-2.0
import { Radio, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useStore } from "zustand";
import type { SkipReason } from "#api/types";
import { say } from "#i18n/language";
import type { Say } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { type ActionId, actionsOf } from "#lib/keymap/actions";
import { type Choice, keysOf, useChoice } from "#lib/keymap/keymap";
import { printed } from "#lib/keymap/keys";
import { Dialog } from "#ui/Dialog";
import { Key } from "#ui/Key";
import { SubmitRow } from "#ui/SubmitRow";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

interface AskProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

const REASONS = ["unclear", "wrong_language", "sensitive", "other"] as const;

export function SkipDialog({ workspace, onClose }: AskProps) {
  const t = useText("asides");
  const { handIn } = workspace;
  const [reason, setReason] = useState<SkipReason>("unclear");
  const [comment, setComment] = useState("");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    handIn.mutate({ kind: "skip", reason, comment: comment.trim() });
  };
  return (
    <Dialog title={t("skip.title")} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <Radio.Group
            label={t("skip.why")}
            value={reason}
            onChange={(value) => setReason(value as SkipReason)}
          >
            <Stack gap="xs" mt="xs">
              {REASONS.map((each) => (
                <Radio key={each} value={each} label={t(`skip.reason.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label={t("skip.comment")}
            description={t("skip.commentAbout")}
            autosize
            minRows={2}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <SubmitRow
            confirm={say("work")("act.skip")}
            busy={handIn.isPending}
            error={handIn.error}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}

export function SendBackDialog({ workspace, onClose }: AskProps) {
  const t = useText("asides");
  const { handIn, decisions } = workspace;
  const noted = Object.entries(useStore(decisions.store, ({ notes }) => notes));
  const [comment, setComment] = useState("");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const { labels } = workspace;
    const notes = noted.map(([id, text]) => ({ id, comment: text.trim() }));
    handIn.mutate({ kind: "send_back", labels, comment: comment.trim(), notes });
  };
  return (
    <Dialog title={t("sendBack.title")} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <p className={styles["quiet"]}>
            {t("sendBack.about")}
            {workspace.changeCount > 0 && ` ${t("sendBack.notKept")}`}
            {noted.length > 0 && ` ${t("sendBack.notes", { count: noted.length })}`}
          </p>
          <Textarea
            label={t("sendBack.comment")}
            data-autofocus
            autosize
            minRows={3}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <SubmitRow
            confirm={say("work")("act.sendBack")}
            busy={handIn.isPending}
            disabled={comment.trim() === "" && noted.length === 0}
            error={handIn.error}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}

type Row = readonly [keys: readonly string[], does: string];

const textKeys = (t: Say<"asides">): readonly Row[] => [
  [["←", "→", "↑", "↓"], t("keys.caret")],
  [["Shift", t("keys.arrows")], t("keys.select")],
  [["1", "…", "9"], t("keys.mark")],
  [["Shift", "←", "→"], t("keys.end")],
  [["Alt", "←", "→"], t("keys.start")],
  [["Enter"], t("keys.suggestion")],
  [["Alt", "U"], say("app")("action.desk.unsure")],
  [["Alt", "↓", "↑"], t("keys.relate")],
  [["N"], t("keys.search")],
  // i18n-exempt: a key, as it is printed on keyboards
  [["Esc"], t("keys.escape")],
];

/** The actions of the page with the keys that are in use for them. */
function pageKeys(choice: Choice, duty: "label" | "review"): readonly Row[] {
  const actions = [...actionsOf("desk"), ...actionsOf(duty), ...actionsOf("text"), "app.keys"];
  return (actions as readonly ActionId[]).map((action) => [
    keysOf(choice, action).map(printed),
    say("app")(`action.${action}`),
  ]);
}

export function KeySheet({ workspace, onClose }: AskProps) {
  const t = useText("asides");
  const choice = useChoice();
  const rows = [...pageKeys(choice, workspace.work.duty), ...textKeys(t)];
  return (
    <Dialog title={t("keys.title")} onClose={onClose} size="lg">
      <dl className={styles["keySheet"]}>
        {rows.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Key key={key}>{key}</Key>
              ))}
              <span className="sr-only">{keys.join(" ")}</span>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
