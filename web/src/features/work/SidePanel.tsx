// Beside the text: what is marked, and the guideline.
// SPDX-License-Identifier: Apache-2.0
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useMemo } from "react";
import { guidelineVersionQuery } from "#api/projects";
import { describeSpan } from "#editors/core/describe";
import { ObjectDetails } from "#editors/core/ObjectDetails";
import { ObjectList } from "#editors/core/ObjectList";
import { relationsBySpan } from "#editors/core/relations";
import type { Span } from "#lib/labels";
import { Loaded } from "#ui/Loaded";
import { LoadingLines } from "#ui/states";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

const Markdown = lazy(() => import("#ui/Markdown").then((it) => ({ default: it.Markdown })));

export type Side = "objects" | "guideline";

interface SidePanelProps {
  readonly workspace: Workspace;
  readonly side: Side;
  readonly onSide: (side: Side) => void;
}

interface GuidelineProps {
  readonly project: string;
  readonly number: number;
}

/** The version that the work is done under, also when a newer one came out meanwhile. */
function Guideline({ project, number }: GuidelineProps) {
  const guideline = useQuery(guidelineVersionQuery(project, number));
  return (
    <Loaded query={guideline}>
      {(version) =>
        version.body.trim() === "" ? (
          <p className={styles["quiet"]}>This project has no guideline yet.</p>
        ) : (
          <Suspense fallback={<LoadingLines />}>
            <Markdown source={version.body} />
          </Suspense>
        )
      }
    </Loaded>
  );
}

/** Every mark in a list, and what is said of the picked one below it. */
function Objects({ workspace }: { readonly workspace: Workspace }) {
  const { editor, editing, changes, labels, ontology, missingAttributes } = workspace;
  const relations = useMemo(() => relationsBySpan(labels), [labels]);
  const describe = useCallback(
    (span: Span) => describeSpan({ ontology, labels, relations, quote: editor.quote }, span),
    [ontology, labels, relations, editor.quote],
  );
  const picked = labels.spans.find((span) => span.id === editor.picked);
  return (
    <>
      <ObjectList
        changes={changes}
        paints={editor.paints}
        picked={editor.picked}
        quote={editor.quote}
        describe={describe}
        onPick={editing.select}
        onRemove={editing.removeSpan}
      />
      {picked !== undefined && (
        <ObjectDetails
          ontology={ontology}
          labels={labels}
          span={picked}
          relations={relations.get(picked.id) ?? []}
          editing={editing}
          quote={editor.quote}
          findings={workspace.draft.findings}
          missing={missingAttributes.get(picked.id)}
        />
      )}
    </>
  );
}

export function SidePanel({ workspace, side, onSide }: SidePanelProps) {
  const { editor } = workspace;
  return (
    <aside className={styles["side"]} aria-label="Marked words and guideline">
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label="Show beside the text"
        value={side}
        onChange={(value) => onSide(value as Side)}
        data={[
          { value: "objects", label: `Marked (${editor.spans.length})` },
          { value: "guideline", label: "Guideline" },
        ]}
      />
      {side === "objects" ? (
        <Objects workspace={workspace} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className={styles["sideScroll"]} tabIndex={0} aria-label="Guideline">
          {workspace.work.guideline !== null && (
            <Guideline project={workspace.project} number={workspace.work.guideline.number} />
          )}
        </section>
      )}
    </aside>
  );
}
