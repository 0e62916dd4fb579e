// The text in the middle, with what belongs to it: why it came back, what is known, the questions.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { Suspense, useState } from "react";
import { DrawnWords } from "#editors/core/DrawnWords";
import { Questions, UnsureField } from "#editors/core/Questions";
import { TextSurface } from "#editors/text/TextSurface";
import { useText } from "#i18n/Text";
import { useKeyOf } from "#lib/keymap/keymap";
import { type Labels, WHOLE_TEXT } from "#lib/labels";
import { afterwards } from "#ui/afterwards";
import { later } from "#ui/Later";
import { LoadingLines, Note } from "#ui/states";
import { Returned } from "./Returned";
import { Unplaced } from "./Unplaced";
import type { Workspace } from "./useWorkspace";
import { WasAnswer } from "./WasAnswer";
import styles from "./work.module.css";

const Conversation = afterwards(
  () => import("#editors/conversation/Conversation"),
  // i18n-exempt: a component by its name
  "Conversation",
  <LoadingLines lines={9} />,
);

const Protection = later(async () => (await import("./Protection")).Protection, {
  texts: ["protection"],
});

interface KnownProps {
  readonly shown: Readonly<Record<string, string>>;
  /** What is known is part of the text: it is drawn where the text is. */
  readonly isDrawn: boolean;
}

function Known({ shown, isDrawn }: KnownProps) {
  const facts = Object.entries(shown);
  if (facts.length === 0) return null;
  return (
    <dl className={styles["known"]}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{isDrawn ? <DrawnWords words={value} /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What came back after an interruption, and how to go back behind it. */
function CameBack({ workspace }: { readonly workspace: Workspace }) {
  const t = useText("work");
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
        {t("back.saved")}
      </Button>
      <Button size="compact-sm" variant="default" onClick={close()}>
        {t("back.keep")}
      </Button>
    </Group>
  );
  return (
    <Note tone="info" title={t("back.title")} action={actions}>
      {t(cameBack.wasHandedIn ? "back.wasHandedIn" : "back.wasOpen")}
    </Note>
  );
}

function Introduction({ workspace }: { readonly workspace: Workspace }) {
  const t = useText("work");
  const { comment, document_of, duty, sent_back, unplaced } = workspace.work;
  const { underReview, changeCount, editing } = workspace;
  return (
    <>
      <CameBack workspace={workspace} />
      {comment !== null && (
        <Returned
          workspace={workspace}
          title={t("content.sentBack")}
          said={{ comment, notes: workspace.work.notes, hushed: workspace.work.hushed }}
          made={workspace.made}
        />
      )}
      {sent_back !== null && (
        <Returned
          workspace={workspace}
          title={t("content.mended")}
          said={sent_back}
          made={sent_back.document as Labels}
        />
      )}
      {underReview?.unsure === true && (
        <Note tone="info" title={t("content.wasUnsure")}>
          {t("content.wasUnsureAbout")}
        </Note>
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
                {t("content.toReview")}
              </Button>
            )
          }
        >
          {t("content.ownCorrection")}
        </Note>
      )}
      {(document_of === "moved" || unplaced.length > 0) && (
        <Note tone="info" title={t("content.moved")}>
          {t("content.movedAbout")} {unplaced.length > 0 && <Unplaced workspace={workspace} />}
        </Note>
      )}
      {document_of === "imported" && <Note tone="info">{t("content.imported")}</Note>}
      {document_of === "suggested" && <Note tone="info">{t("content.suggested")}</Note>}
    </>
  );
}

/** The text; a conversation has its turns around it. */
function TheText({ workspace, label }: { readonly workspace: Workspace; readonly label: string }) {
  const { editor, editing, work, ontology, labels, missing, changedAnswers, draft } = workspace;
  const surface = <TextSurface editor={editor} label={label} />;
  if (work.turns.length === 0) return surface;
  const talk = {
    ...{ ontology, labels, editing, missing, changed: changedAnswers, findings: draft.findings },
    ...{ before: workspace.underReview, compare: WasAnswer },
    ...{ turns: work.turns, turn: editor.turn, keymap: editor.keymap, surface: editor.surface },
    ...{ slice: editor.index.slice, onGo: editor.goToTurn },
    // Where the text is a picture, no word of it stands in the page.
    isDrawn: editor.mark !== null,
    quote: editor.mark === null ? editor.read : null,
  };
  return <Conversation talk={talk}>{surface}</Conversation>;
}

export function Content({ workspace }: { readonly workspace: Workspace }) {
  const t = useText("work");
  const { editor, editing, work, ontology } = workspace;
  const unsureKey = useKeyOf("desk.unsure");
  const held = editor.held === null ? null : editor.paints.get(editor.held)?.name;
  return (
    <div className={styles["content"]}>
      <Introduction workspace={workspace} />
      {workspace.shown.as !== "page" && (
        <Suspense fallback={null}>
          <Protection shown={workspace.shown} />
        </Suspense>
      )}
      <Known shown={work.shown} isDrawn={editor.mark !== null} />
      {held != null && (
        <p className={styles["held"]} role="status">
          {t("content.held", { label: held })}
        </p>
      )}
      <TheText
        workspace={workspace}
        label={t(work.duty === "review" ? "content.review" : "content.label")}
      />
      {work.chips.length > 0 && <p className={styles["quiet"]}>{t("content.chips")}</p>}
      <Questions
        ontology={ontology}
        labels={workspace.labels}
        keymap={editor.keymap}
        findings={workspace.draft.findings}
        missing={workspace.missing}
        changed={workspace.changedAnswers}
        before={workspace.underReview}
        compare={WasAnswer}
        onAnswer={editing.answer}
        onUnsure={editing.toggleUnsure}
      />
      <UnsureField
        isUnsure={workspace.labels.unsure === true}
        about={t("content.unsure")}
        isChanged={workspace.changedAnswers.has(WHOLE_TEXT)}
        keys={unsureKey}
        onToggle={() => editing.toggleUnsure(WHOLE_TEXT)}
      />
    </div>
  );
}
