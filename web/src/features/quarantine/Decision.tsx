// Hiding more places of a quarantined text, releasing it, or leaving it for later.
// - A conversation stands in its turns here as it does where it is labeled.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useState } from "react";
import { newKey } from "#api/http";
import type { QuarantineView } from "#api/types";
import { Conversation } from "#editors/conversation/Conversation";
import { ClassBar } from "#editors/core/ClassBar";
import { byPlace } from "#editors/core/changes";
import { startEditing } from "#editors/core/editing";
import { ObjectList } from "#editors/core/ObjectList";
import { TextSurface } from "#editors/text/TextSurface";
import { useEditorKeys } from "#editors/text/useEditorKeys";
import { type TextEditor, useTextEditor } from "#editors/text/useTextEditor";
import { useText } from "#i18n/Text";
import { useActions } from "#lib/keymap/useActions";
import { NO_LABELS, type Turn } from "#lib/labels";
import { afterwards } from "#ui/afterwards";
import { Key } from "#ui/Key";
import type { Act } from "./ActDialog";
import { Doubts } from "./Doubts";
import { byKind } from "./doubts";
import { hideable, KINDS } from "./kinds";
import styles from "./quarantine.module.css";

const ActDialog = afterwards(() => import("./ActDialog"), "ActDialog");

const KNOWN: ReadonlySet<string> = new Set(KINDS);
const NO_TURNS: readonly Turn[] = [];
/** Nothing is asked about a held text, so nothing can be missing or changed. */
const NOTHING_ASKED = {
  labels: NO_LABELS,
  findings: [],
  missing: new Set<string>(),
  changed: new Set<string>(),
} as const;

interface DecisionProps {
  readonly project: string;
  readonly asset: string;
  readonly isAside: boolean;
  readonly view: QuarantineView;
  /** The text is decided about: on to the next one. */
  readonly onDone: (act: Act) => void;
}

function usePlaces(view: QuarantineView) {
  const [ontology] = useState(hideable);
  const [editing] = useState(() =>
    startEditing(NO_LABELS, { newId: newKey, now: () => Date.now() }),
  );
  const { text, chips, turns = NO_TURNS } = view;
  const editor = useTextEditor({ text, chips, turns, ontology, editing });
  useEditorKeys(editor);
  const markAll = () => {
    // A kind of the policy's own is hidden as a number of some sort: its token says no more.
    for (const [kind, doubts] of byKind(view.doubts, KNOWN, "ID")) editor.markAll(doubts, kind);
  };
  return { ...editor, markDoubts: markAll };
}

function HeldText({
  editor,
  view,
}: {
  readonly editor: TextEditor;
  readonly view: QuarantineView;
}) {
  const t = useText("quarantine");
  const surface = <TextSurface editor={editor} label={t("decide.surface")} doubts={view.doubts} />;
  if (editor.turns.length === 0) return surface;
  const { turns, turn, ontology, keymap, editing } = editor;
  const talk = {
    ...NOTHING_ASKED,
    ...{ turns, turn, ontology, keymap, editing, surface: editor.surface, isDrawn: false },
    ...{ quote: editor.read, slice: editor.index.slice, onGo: editor.goToTurn },
  };
  return <Conversation talk={talk}>{surface}</Conversation>;
}

export function Decision({ project, asset, isAside, view, onDone }: DecisionProps) {
  const t = useText("quarantine");
  const editor = usePlaces(view);
  const [act, setAct] = useState<Act | null>(null);
  const count = editor.spans.length;
  const queue = isAside ? "back" : "aside";
  const changes = [...editor.spans].sort(byPlace).map((span) => ({ kind: "same", span }) as const);
  const wish = (wanted: Act) => () => setAct(wanted);
  useActions({
    "quarantine.hide": () => (count > 0 ? setAct("hide") : editor.markDoubts()),
    ...(count === 0 ? { "quarantine.release": wish("release") } : {}),
    "quarantine.aside": wish(queue),
    "quarantine.wish": wish("wish"),
  });
  return (
    <div className={styles["decision"]}>
      <div className={styles["kinds"]}>
        <h2>{t("decide.hideAs")}</h2>
        <ClassBar
          ontology={editor.ontology}
          keymap={editor.keymap}
          paints={editor.paints}
          held={editor.held}
          onChoose={editor.choose}
        />
      </div>
      <div className={styles["text"]}>
        <HeldText editor={editor} view={view} />
      </div>
      <div className={styles["places"]}>
        <Doubts doubts={view.doubts} editor={editor} onMarkAll={editor.markDoubts} />
        <h2>{t("decide.toHide")}</h2>
        <ObjectList
          changes={changes}
          paints={editor.paints}
          picked={editor.picked}
          quote={editor.quote}
          onPick={editor.editing.select}
          onRemove={editor.editing.removeSpan}
        />
      </div>
      <Group className={styles["acts"]} role="toolbar" aria-label={t("decide.acts")}>
        <Button
          disabled={count === 0}
          aria-keyshortcuts="H"
          rightSection={<Key>H</Key>}
          onClick={wish("hide")}
        >
          {t("decide.hide", { count })}
        </Button>
        <Button
          variant="default"
          disabled={count > 0}
          aria-keyshortcuts="R"
          rightSection={<Key>R</Key>}
          onClick={wish("release")}
        >
          {t("decide.release")}
        </Button>
        <Button
          variant="default"
          aria-keyshortcuts="A"
          rightSection={<Key>A</Key>}
          onClick={wish(queue)}
        >
          {t(`act.${queue}`)}
        </Button>
        <Button
          variant="subtle"
          aria-keyshortcuts="W"
          rightSection={<Key>W</Key>}
          onClick={wish("wish")}
        >
          {t("act.wish")}
        </Button>
      </Group>
      {act !== null && (
        <ActDialog
          project={project}
          asset={asset}
          act={act}
          places={editor.spans.map(({ start, end, class_id }) => ({ start, end, kind: class_id }))}
          onDone={onDone}
          onClose={() => setAct(null)}
        />
      )}
    </div>
  );
}
