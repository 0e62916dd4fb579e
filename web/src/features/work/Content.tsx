// The text in the middle, with what belongs to it: why it came back, what is known, the questions.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { Questions } from "#editors/core/Questions";
import { TextSurface } from "#editors/text/TextSurface";
import type { Labels } from "#lib/labels";
import { Note } from "#ui/states";
import { Returned } from "./Returned";
import { Unplaced } from "./Unplaced";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

function Known({ shown }: { readonly shown: Readonly<Record<string, string>> }) {
  const facts = Object.entries(shown);
  if (facts.length === 0) return null;
  return (
    <dl className={styles["known"]}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What came back after an interruption, and how to go back behind it. */
function CameBack({ workspace }: { readonly workspace: Workspace }) {
  const { cameBack, editing } = workspace;
  const [isRead, setRead] = useState(false);
  if (cameBack === null || isRead) return null;
  const close = (after?: () => void) => () => {
    after?.();
    setRead(true);
  };
  const actions = (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="default" onClick={close(editing.undo)}>
        Use the last saved version
      </Button>
      <Button size="compact-sm" variant="default" onClick={close()}>
        Keep
      </Button>
    </Group>
  );
  return (
    <Note tone="info" title="Your labels are back." action={actions}>
      {cameBack.wasHandedIn
        ? "You had handed this text in, but it did not reach the server. Hand it in again."
        : "They had not reached the server before the interruption."}{" "}
      Words you typed are as they were last saved.
    </Note>
  );
}

function Introduction({ workspace }: { readonly workspace: Workspace }) {
  const { comment, document_of, duty, sent_back, unplaced } = workspace.work;
  const { underReview, changeCount, editing } = workspace;
  return (
    <>
      <CameBack workspace={workspace} />
      {comment !== null && (
        <Returned
          workspace={workspace}
          title="Sent back:"
          said={{ comment, notes: workspace.work.notes }}
          made={workspace.made}
        />
      )}
      {sent_back !== null && (
        <Returned
          workspace={workspace}
          title="This came back mended. It had been sent back with:"
          said={sent_back}
          made={sent_back.document as Labels}
        />
      )}
      {duty === "review" && document_of === "draft" && (
        <Note
          tone="info"
          action={
            underReview !== null &&
            changeCount > 0 && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => editing.replace(underReview)}
              >
                Return to the labels under review
              </Button>
            )
          }
        >
          This is your own correction from before. What differs from the labels under review is
          listed beside the text.
        </Note>
      )}
      {(document_of === "moved" || unplaced.length > 0) && (
        <Note tone="info" title="More of this text is hidden now.">
          Your marks moved along. {unplaced.length > 0 && <Unplaced workspace={workspace} />}
        </Note>
      )}
      {document_of === "imported" && (
        <Note tone="info">These labels came with the text. Check them, then hand in.</Note>
      )}
    </>
  );
}

export function Content({ workspace }: { readonly workspace: Workspace }) {
  const { editor, editing, work, ontology } = workspace;
  const held = editor.held === null ? null : editor.paints.get(editor.held)?.name;
  return (
    <div className={styles["content"]}>
      <Introduction workspace={workspace} />
      <Known shown={work.shown} />
      {held != null && (
        <p className={styles["held"]} role="status">
          {held} is on: each selection becomes {held}. Press Escape to stop.
        </p>
      )}
      <TextSurface
        editor={editor}
        label={work.duty === "review" ? "Text under review" : "Text to label"}
      />
      {work.chips.length > 0 && (
        <p className={styles["quiet"]}>
          Grey places were changed to protect people. Treat them as the words they stand for.
        </p>
      )}
      <Questions
        ontology={ontology}
        labels={workspace.labels}
        keymap={editor.keymap}
        findings={workspace.draft.findings}
        missing={workspace.missing}
        changed={workspace.changedAnswers}
        onAnswer={editing.answer}
        onUnsure={editing.toggleUnsure}
      />
    </div>
  );
}
