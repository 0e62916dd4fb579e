// What the labeling and review pages ask: why skip, why send back; and the sheet of keys.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Radio, Stack, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useStore } from "zustand";
import type { SkipReason } from "#api/types";
import { say } from "#i18n/language";
import { type ActionId, actionsOf } from "#lib/keymap/actions";
import { type Choice, keysOf, useChoice } from "#lib/keymap/keymap";
import { printed } from "#lib/keymap/keys";
import { count } from "#lib/time";
import { Dialog } from "#ui/Dialog";
import { Key } from "#ui/Key";
import { Failed } from "#ui/states";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

interface AskProps {
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

const REASONS: readonly { value: SkipReason; label: string }[] = [
  { value: "unclear", label: "It is unclear how to label this" },
  { value: "wrong_language", label: "It is in a language I cannot label" },
  { value: "sensitive", label: "It shows something that should be hidden" },
  { value: "other", label: "Something else" },
];

export function SkipDialog({ workspace, onClose }: AskProps) {
  const { handIn } = workspace;
  const [reason, setReason] = useState<SkipReason>("unclear");
  const [comment, setComment] = useState("");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    handIn.mutate({ kind: "skip", reason, comment: comment.trim() });
  };
  return (
    <Dialog title="Skip this text" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <Radio.Group
            label="Why?"
            value={reason}
            onChange={(value) => setReason(value as SkipReason)}
          >
            <Stack gap="xs" mt="xs">
              {REASONS.map((each) => (
                <Radio key={each.value} value={each.value} label={each.label} />
              ))}
            </Stack>
          </Radio.Group>
          <Textarea
            label="More about it (optional)"
            description="Do not copy names or numbers from the text."
            autosize
            minRows={2}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {handIn.isError && <Failed error={handIn.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={handIn.isPending}>
              Skip
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

export function SendBackDialog({ workspace, onClose }: AskProps) {
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
    <Dialog title="Send back" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <p className={styles["quiet"]}>
            Whoever labeled this gets it again with your comment. They do not learn who you are.
            {workspace.changeCount > 0 && " Your own changes are not kept."}
            {noted.length > 0 && ` ${count(noted.length, "comment")} on marks go back with it.`}
          </p>
          <Textarea
            label="What should be different?"
            data-autofocus
            autosize
            minRows={3}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          {handIn.isError && <Failed error={handIn.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={handIn.isPending}
              disabled={comment.trim() === "" && noted.length === 0}
            >
              Send back
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

type Row = readonly [keys: readonly string[], does: string];

const TEXT_KEYS: readonly Row[] = [
  [["←", "→", "↑", "↓"], "Move the caret in the text; with Ctrl by word"],
  [["Shift", "arrows"], "Select; with Ctrl by word"],
  [["1", "…", "9"], "Mark the selection, or relabel the picked mark"],
  [["Shift", "←", "→"], "Move the end of the picked mark; with Ctrl by word"],
  [["Alt", "←", "→"], "Move its start"],
  [["Enter"], "Take the picked suggestion; with Shift all of its label"],
  [["Alt", "U"], "Not sure about the picked mark"],
  [["Alt", "R"], "Relate the picked mark; Alt ↓ ↑ aim, Enter relates"],
  [["Ctrl", "F"], "Search in the text; N goes on, Shift N back"],
  [["Ctrl", "Shift", "L"], "The same words everywhere"],
  [["Alt", "W"], "Keep to whole words, or not"],
  [["Esc"], "Back out"],
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
  const choice = useChoice();
  const rows = [...pageKeys(choice, workspace.work.duty), ...TEXT_KEYS];
  return (
    <Dialog title="Keys" onClose={onClose} size="lg">
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
