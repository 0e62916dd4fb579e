// One text open for labeling or review.
// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { ClassBar } from "#editors/core/ClassBar";
import type { Ontology } from "#lib/labels";
import { ActionBar } from "./ActionBar";
import { Content } from "./Content";
import { KeySheet, SendBackDialog, SkipDialog } from "./dialogs";
import { LeaseLost } from "./LeaseLost";
import { type Side, SidePanel } from "./SidePanel";
import { StatusBar } from "./StatusBar";
import { TakenBack } from "./TakenBack";
import type { OnDesk } from "./task";
import type { Ending } from "./useHandIn";
import { type Asked, useWorkKeys } from "./useWorkKeys";
import { useWorkspace } from "./useWorkspace";
import styles from "./work.module.css";

interface WorkspaceViewProps {
  readonly project: string;
  readonly projectName: string;
  readonly desk: OnDesk;
  readonly ontology: Ontology;
  readonly onEnded: (ending: Ending) => void;
  readonly onLeave: () => void;
}

const DIALOGS = { skip: SkipDialog, "send-back": SendBackDialog, keys: KeySheet };

export function WorkspaceView(props: WorkspaceViewProps) {
  const workspace = useWorkspace(props);
  const [asked, ask] = useState<Asked | null>(null);
  const [side, setSide] = useState<Side>("objects");
  const toggleGuideline = () => setSide(side === "guideline" ? "objects" : "guideline");
  const openDialog = (wanted: Asked) => {
    workspace.handIn.reset();
    ask(wanted);
  };
  useWorkKeys({ workspace, ask: openDialog, toggleGuideline });
  const Asking = asked === null ? null : DIALOGS[asked];
  const { editor, lease } = workspace;
  if (lease.lost === "taken-back") {
    return <TakenBack workspace={workspace} onLeave={props.onLeave} />;
  }
  return (
    <div className={styles["workspace"]}>
      <StatusBar workspace={workspace} projectName={props.projectName} />
      <section className={styles["classes"]} aria-labelledby="labels-title">
        <h2 id="labels-title" className={styles["panelTitle"]}>
          Labels
        </h2>
        <ClassBar
          ontology={props.ontology}
          keymap={editor.keymap}
          paints={editor.paints}
          held={editor.held}
          onChoose={editor.choose}
        />
      </section>
      <main className={styles["middle"]}>
        <Content workspace={workspace} />
      </main>
      <SidePanel workspace={workspace} side={side} onSide={setSide} />
      <ActionBar workspace={workspace} asked={asked} ask={openDialog} />
      {Asking !== null && <Asking workspace={workspace} onClose={() => ask(null)} />}
      <LeaseLost workspace={workspace} onLeave={props.onLeave} />
    </div>
  );
}
