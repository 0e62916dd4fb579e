// The line under a text: every way to end the work on it, each with its key.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useStore } from "zustand";
import { useText } from "#i18n/Text";
import { useKeyOf } from "#lib/keymap/keymap";
import { printed, spoken } from "#lib/keymap/keys";
import { Key } from "#ui/Key";
import { Failed, Note } from "#ui/states";
import { meansLost } from "./useLease";
import type { Asked } from "./useWorkKeys";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

interface ActionBarProps {
  readonly workspace: Workspace;
  readonly asked: Asked | null;
  readonly ask: (asked: Asked) => void;
}

/** How a button shows its key, and tells it to screen readers. */
const hinted = (key: string) =>
  key === "" ? {} : { rightSection: <Key>{printed(key)}</Key>, "aria-keyshortcuts": spoken(key) };

interface MainButtonProps {
  readonly workspace: Workspace;
  readonly sendBack: () => void;
}

function MainButton({ workspace, sendBack }: MainButtonProps) {
  const t = useText("work");
  const { work, isAcceptable, handIn, submit, accept, decisions } = workspace;
  const noted = useStore(decisions.store, ({ notes }) => Object.keys(notes).length);
  const acceptKey = useKeyOf("review.accept");
  const handInKey = useKeyOf("desk.handIn");
  const busy = handIn.isPending;
  if (noted > 0) {
    return (
      <Button loading={busy} onClick={sendBack}>
        {t("act.sendBackNotes", { count: noted })}
      </Button>
    );
  }
  if (isAcceptable) {
    return (
      <Button loading={busy} onClick={accept} {...hinted(acceptKey)}>
        {t("accept.next")}
      </Button>
    );
  }
  return (
    <Button loading={busy} onClick={submit} {...hinted(handInKey)}>
      {t(work.duty === "review" ? "act.submitCorrected" : "act.submit")}
    </Button>
  );
}

/** Handed in without a server to take it: kept, and sent by itself. */
function Waiting({ handIn }: { readonly handIn: Workspace["handIn"] }) {
  const t = useText("work");
  const { error } = handIn;
  const edit = (
    <Button size="compact-sm" variant="default" onClick={handIn.stopWaiting}>
      {t("handIn.edit")}
    </Button>
  );
  return (
    <Note tone="warn" title={t("handIn.waiting")} action={edit}>
      {t("handIn.waitingAbout", { why: error?.message ?? "" })}
    </Note>
  );
}

export function ActionBar({ workspace, asked, ask }: ActionBarProps) {
  const t = useText("work");
  const { work, handIn, editing } = workspace;
  const isReview = work.duty === "review";
  const sendBackKey = useKeyOf("review.sendBack");
  const skipKey = useKeyOf("label.skip");
  const hideKey = useKeyOf("desk.hide");
  const sheetKey = useKeyOf("app.keys");
  const undoKey = useKeyOf("text.undo");
  const redoKey = useKeyOf("text.redo");
  // A dialog shows the error of what it asked for itself.
  const showError =
    asked === null && handIn.isError && handIn.waiting === null && !meansLost(handIn.error);
  return (
    <footer className={styles["actions"]}>
      {showError && <Failed error={handIn.error} />}
      {handIn.waiting !== null && <Waiting handIn={handIn} />}
      <Group gap="xs">
        <MainButton workspace={workspace} sendBack={() => ask("send-back")} />
        {isReview ? (
          <Button variant="default" onClick={() => ask("send-back")} {...hinted(sendBackKey)}>
            {t("act.sendBack")}
          </Button>
        ) : (
          <Button variant="default" onClick={() => ask("skip")} {...hinted(skipKey)}>
            {t("act.skip")}
          </Button>
        )}
        <Button variant="default" onClick={() => ask("report")} {...hinted(hideKey)}>
          {t("act.hide")}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => handIn.mutate({ kind: "pause" })}>
          {t("act.pause")}
        </Button>
        <span className={styles["actionsEnd"]}>
          <Button
            variant="subtle"
            color="gray"
            onClick={editing.undo}
            aria-keyshortcuts={spoken(undoKey)}
          >
            {t("act.undo")}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            onClick={editing.redo}
            aria-keyshortcuts={spoken(redoKey)}
          >
            {t("act.redo")}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => ask("keys")} {...hinted(sheetKey)}>
            {t("act.keys")}
          </Button>
        </span>
      </Group>
    </footer>
  );
}
