// The text surface by itself, on whatever text and labels its opener hands in.
// SPDX-License-Identifier: Apache-2.0
import "@mantine/core/styles.css";
import "#ui/global.css";
import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { MantineProvider } from "@mantine/core";
import { useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { useStore } from "zustand";
import { ClassBar } from "#editors/core/ClassBar";
import { spanChanges } from "#editors/core/changes";
import { type Editing, startEditing } from "#editors/core/editing";
import { ObjectList } from "#editors/core/ObjectList";
import { offsetOf, placeOf } from "#editors/text/places";
import { TextSurface } from "#editors/text/TextSurface";
import { useEditorKeys } from "#editors/text/useEditorKeys";
import { type TextEditor, useTextEditor } from "#editors/text/useTextEditor";
import { loadTexts, startSpeaking } from "#i18n/language";
import type { Chip, Labels, Ontology, Span } from "#lib/labels";
import { theme } from "#ui/theme";
import styles from "./workbench.module.css";

interface Given {
  readonly text: string;
  readonly chips: readonly Chip[];
  readonly ontology: Ontology;
  readonly labels: Labels;
  readonly suggested?: readonly Span[];
  /** Painted into the text, which then does not stand in the page. */
  readonly mark?: string;
}

declare global {
  interface Window {
    given: Given;
    editing: Editing;
    editor: TextEditor;
    /** Draw the text under another mark, or with null show it in the page. */
    draw: (mark: string | null) => void;
    /** Between offsets and places of the page, as the editor goes. */
    places: { offsetOf: typeof offsetOf; placeOf: typeof placeOf };
    /** When this page began to work on what it was given. */
    begun: number;
  }
}

let ids = 0;

function Workbench({ given }: { readonly given: Given }) {
  const [editing] = useState(() =>
    startEditing(given.labels, {
      newId: () => `new-${++ids}`,
      now: () => Date.now(),
      ontology: given.ontology,
    }),
  );
  const [mark, draw] = useState(given.mark ?? null);
  const editor = useTextEditor({ ...given, mark, editing });
  useEditorKeys(editor);
  Object.assign(window, { editing, editor, draw, places: { offsetOf, placeOf } });
  const labels = useStore(editing.store, (state) => state.labels);
  const changes = useMemo(() => spanChanges(labels, labels), [labels]);
  return (
    <div className={styles["bench"]}>
      <aside aria-label="Labels">
        <ClassBar
          ontology={given.ontology}
          keymap={editor.keymap}
          paints={editor.paints}
          held={editor.held}
          onChoose={editor.choose}
        />
      </aside>
      <main>
        <TextSurface editor={editor} label="Text to label" />
      </main>
      <aside aria-label="Marked">
        <ObjectList
          changes={changes}
          paints={editor.paints}
          picked={editor.picked}
          quote={editor.quote}
          onPick={editing.select}
          onRemove={editing.removeSpan}
        />
      </aside>
    </div>
  );
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
await startSpeaking();
await loadTexts("editors");
window.begun = performance.now();
createRoot(root).render(
  <I18nProvider i18n={i18n}>
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Workbench given={window.given} />
    </MantineProvider>
  </I18nProvider>,
);
