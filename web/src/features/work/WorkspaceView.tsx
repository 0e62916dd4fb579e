// One text open for labeling or review.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { type ComponentType, Suspense, useEffect, useState } from "react";
import { useText } from "#i18n/Text";
import type { Ontology } from "#lib/labels";
import { later } from "#ui/Later";
import { Note } from "#ui/states";
import { useNarrow } from "#ui/useNarrow";
import { ActionBar } from "./ActionBar";
import { Content } from "./Content";
import { Classes, type Side, SidePanel } from "./SidePanel";
import { StatusBar } from "./StatusBar";
import type { OnDesk } from "./task";
import { useAnnounced } from "./useAnnounced";
import type { Ending } from "./useHandIn";
import { useNews } from "./useNews";
import { type Asked, useWorkKeys } from "./useWorkKeys";
import { useWorkspace } from "./useWorkspace";
import styles from "./work.module.css";

interface WorkspaceViewProps {
  readonly project: string;
  readonly projectName: string;
  readonly desk: OnDesk;
  readonly ontology: Ontology;
  readonly onEnded: (ending: Ending, next: OnDesk | null) => void;
  readonly onLeave: () => void;
}

/** A part that comes with what it says. */
const aside = <Props extends object>(fetchIt: () => Promise<ComponentType<Props>>) =>
  later(fetchIt, { texts: ["asides"] });

const fetchDialogs = () => import("./dialogs");
const DIALOGS = {
  ask: aside(async () => (await import("./AskDialog")).AskDialog),
  skip: aside(async () => (await fetchDialogs()).SkipDialog),
  "send-back": aside(async () => (await fetchDialogs()).SendBackDialog),
  report: aside(async () => (await import("./ReportDialog")).ReportDialog),
  keys: aside(async () => (await fetchDialogs()).KeySheet),
};
const LeaseLost = aside(async () => (await import("./LeaseLost")).LeaseLost);
const TakenBack = aside(async () => (await import("./TakenBack")).TakenBack);
/** What is asked only now and then is fetched once somebody works here, before a network can go. */
function useDialogsAtHand(): void {
  useEffect(() => {
    const fetchAll = () => {
      stop();
      const all = [...Object.values(DIALOGS), LeaseLost, TakenBack];
      void Promise.all(all.map((part) => part.preload()));
    };
    const stop = () => {
      for (const kind of ["keydown", "pointerdown"]) window.removeEventListener(kind, fetchAll);
    };
    for (const kind of ["keydown", "pointerdown"]) window.addEventListener(kind, fetchAll);
    return stop;
  }, []);
}

export function WorkspaceView(props: WorkspaceViewProps) {
  const t = useText("work");
  const workspace = useWorkspace(props);
  useDialogsAtHand();
  useAnnounced(workspace.editing, props.ontology);
  const [asked, ask] = useState<Asked | null>(null);
  const isNarrow = useNarrow();
  const first = props.desk.work.duty === "label" ? "classes" : "objects";
  const [side, setSide] = useState<Side>(first);
  const news = useNews(workspace);
  // With a mark picked the guideline opens at its label; pressed again it closes.
  const toggleGuideline = () => setSide(side === "guideline" ? first : "guideline");
  const openDialog = (wanted: Asked) => {
    workspace.handIn.reset();
    ask(wanted);
  };
  useWorkKeys({ workspace, ask: openDialog, toggleGuideline });
  const Asking = asked === null ? null : DIALOGS[asked];
  const { lease } = workspace;
  if (lease.lost === "taken-back" || lease.lost === "reported") {
    return (
      // The text is gone before it is said why.
      <Suspense fallback={null}>
        <TakenBack workspace={workspace} onLeave={props.onLeave} />
      </Suspense>
    );
  }
  return (
    <div className={styles["workspace"]}>
      <StatusBar workspace={workspace} projectName={props.projectName} />
      {!isNarrow && (
        <section className={styles["classes"]} aria-labelledby="labels-title">
          <h2 id="labels-title" className={styles["panelTitle"]}>
            {t("classes.title")}
          </h2>
          <Classes workspace={workspace} />
        </section>
      )}
      <main className={styles["middle"]}>
        {news.before !== null && side !== "guideline" && (
          <div className={styles["news"]}>
            <Note
              tone="info"
              title={t("guideline.new")}
              action={
                <Button size="compact-sm" variant="default" onClick={() => setSide("guideline")}>
                  {t("guideline.show")}
                </Button>
              }
            />
          </div>
        )}
        <Content workspace={workspace} />
      </main>
      <SidePanel
        workspace={workspace}
        isNarrow={isNarrow}
        side={side}
        onSide={setSide}
        onAsk={() => openDialog("ask")}
        news={news.before}
        onRead={news.read}
      />
      <ActionBar workspace={workspace} asked={asked} ask={openDialog} />
      <Suspense fallback={null}>
        {Asking !== null && <Asking workspace={workspace} onClose={() => ask(null)} />}
        {/* It stays: it remembers when the text was last taken by itself. */}
        {lease.wasLost && <LeaseLost workspace={workspace} onLeave={props.onLeave} />}
      </Suspense>
    </div>
  );
}
