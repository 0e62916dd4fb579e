// The guideline beside the text: at the label in question, and with what is new since one's last text.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect, useRef } from "react";
import { guidelineVersionQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import type { SpanClass } from "#lib/labels";
import { later } from "#ui/Later";
import { Loaded } from "#ui/Loaded";
import { LoadingLines } from "#ui/states";
import { placeOf } from "./guideline";
import styles from "./work.module.css";

const Markdown = later(async () => (await import("#ui/Markdown")).Markdown);
const WordDiff = later(async () => (await import("#ui/WordDiff")).WordDiff);

interface GuidelinePanelProps {
  readonly project: string;
  /** The version that the work is done under, also when a newer one came out meanwhile. */
  readonly number: number;
  /** The label that is in question. */
  readonly label: SpanClass | null;
  /** The version under which one last handed something in, where that was an older one. */
  readonly before: number | null;
  readonly onRead: () => void;
}

interface ChangedProps {
  readonly project: string;
  readonly before: number;
  readonly body: string;
  readonly onRead: () => void;
}

function Changed({ project, before, body, onRead }: ChangedProps) {
  const t = useText("work");
  const old = useQuery(guidelineVersionQuery(project, before));
  if (old.data === undefined) return null;
  return (
    <section className={styles["changed"]} aria-label={t("guideline.changedAbout")}>
      <h3>{t("guideline.changed", { number: before })}</h3>
      <WordDiff before={old.data.body} after={body} />
      <Button size="compact-sm" variant="default" onClick={onRead}>
        {t("guideline.read")}
      </Button>
    </section>
  );
}

/** The text of the guideline, brought to the place about a label. */
function Body({ source, label }: { readonly source: string; readonly label: SpanClass | null }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (root.current === null || label === null) return;
    const place = placeOf(root.current, label);
    place?.scrollIntoView({ block: "start" });
    place?.setAttribute("data-found", "");
    return () => place?.removeAttribute("data-found");
  }, [label]);
  return (
    <div ref={root} className={styles["guideline"]}>
      <Markdown source={source} />
    </div>
  );
}

export function GuidelinePanel({ project, number, label, before, onRead }: GuidelinePanelProps) {
  const t = useText("work");
  const guideline = useQuery(guidelineVersionQuery(project, number));
  return (
    <Loaded query={guideline}>
      {({ body }) =>
        body.trim() === "" ? (
          <p className={styles["quiet"]}>{t("guideline.none")}</p>
        ) : (
          <Suspense fallback={<LoadingLines />}>
            {before !== null && <Changed {...{ project, before, body, onRead }} />}
            <Body source={body} label={label} />
          </Suspense>
        )
      }
    </Loaded>
  );
}
