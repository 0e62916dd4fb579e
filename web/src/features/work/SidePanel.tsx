// Beside the text: what is marked, and the guideline.
// SPDX-License-Identifier: Apache-2.0
import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { guidelineVersionQuery } from "#api/projects";
import { ObjectList } from "#editors/core/ObjectList";
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

export function SidePanel({ workspace, side, onSide }: SidePanelProps) {
  const { editor, editing, changes } = workspace;
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
        <ObjectList
          changes={changes}
          paints={editor.paints}
          picked={editor.picked}
          quote={editor.quote}
          onPick={editing.select}
          onRemove={editing.removeSpan}
        />
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
