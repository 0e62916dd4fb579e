// One question with what was said about it, and a field to say more.
// - Nobody is named: a voice says as what somebody speaks.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { StateWord } from "./StateWord";
import { Failed } from "./states";
import styles from "./ui.module.css";

interface Said {
  readonly voice: "asker" | "manager" | "reviewer";
  readonly mine: boolean;
  readonly day: string;
  readonly text: string;
  /** It repeats what was hidden since: there is no text. */
  readonly hushed: boolean;
}

interface ThreadShown {
  readonly state: "open" | "answered" | "closed";
  readonly day: string;
  readonly guideline: number;
  readonly mine: boolean;
  readonly aside: boolean;
  readonly is_new: boolean;
  readonly said: readonly Said[];
}

interface IssueThreadProps {
  readonly issue: ThreadShown;
  /** The name of the label of the mark that is meant; null for the whole text. */
  readonly label: string | null;
  readonly onReply: (text: string) => Promise<unknown>;
  readonly onClose: () => Promise<unknown>;
  readonly canClose: boolean;
}

const TONES = { open: "warn", answered: "ok", closed: "quiet" } as const;

function Reply({ issue, onReply }: Pick<IssueThreadProps, "issue" | "onReply">) {
  const t = useText("app");
  const [text, setText] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onReply(text.trim());
      setText("");
      setError(null);
    } catch (refusal) {
      setError(refusal);
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)} className={styles["threadReply"]}>
      <Textarea
        aria-label={t(issue.mine ? "issue.moreLabel" : "issue.replyLabel")}
        placeholder={t(issue.mine ? "issue.more" : "issue.reply")}
        autosize
        minRows={1}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error !== null && <Failed error={error} />}
      {text.trim() !== "" && (
        <Group justify="flex-end" gap="xs">
          <Button size="compact-sm" variant="default" onClick={() => setText("")}>
            {t("cancel")}
          </Button>
          <Button size="compact-sm" type="submit" loading={isBusy}>
            {t("issue.send")}
          </Button>
        </Group>
      )}
    </form>
  );
}

export function IssueThread({ issue, label, onReply, onClose, canClose }: IssueThreadProps) {
  const t = useText("app");
  return (
    <article className={styles["thread"]}>
      <header className={styles["threadHead"]}>
        <StateWord tone={TONES[issue.state]}>{t(`issue.state.${issue.state}`)}</StateWord>
        <span>{label === null ? t("issue.text") : t("issue.object", { label })}</span>
        <span>{t("issue.guideline", { number: issue.guideline })}</span>
        {issue.aside && issue.state === "open" && <span>{t("issue.aside")}</span>}
        {issue.is_new && <strong>{t("issue.new")}</strong>}
        {canClose && issue.state !== "closed" && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            className={styles["threadClose"] ?? ""}
            onClick={() => void onClose()}
          >
            {t("issue.close")}
          </Button>
        )}
      </header>
      <ol className={styles["threadSaid"]}>
        {issue.said.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was said never changes its place
          <li key={at}>
            <span className={styles["threadVoice"]}>
              {t(`issue.voice.${one.mine ? "me" : one.voice}`)} · {day(one.day)}
            </span>
            {one.hushed ? (
              <p>
                <em>{t("issue.hushed")}</em>
              </p>
            ) : (
              <p dir="auto">{one.text}</p>
            )}
          </li>
        ))}
      </ol>
      {issue.state !== "closed" && <Reply issue={issue} onReply={onReply} />}
    </article>
  );
}
