// The text as a picture, for protected projects: no word of it stands in the page.
// - What is done with it is what one does with a text: selecting, marking, moving by keys.
// - Nothing of the text is handed to the clipboard, to a reading tool, or to the browser's own search.
// SPDX-License-Identifier: Apache-2.0
import { useComputedColorScheme } from "@mantine/core";
import { type KeyboardEvent, use, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useText } from "#i18n/Text";
import { type TurnFrames, TurnFramesContext } from "../../core/turnFrames";
import { hasRelations, Overlay } from "../Overlay";
import { lastStartingBy } from "../paragraphs";
import type { Extent } from "../snapping";
import styles from "../text.module.css";
import { useCaret } from "../useCaret";
import { extentOf, type TextEditor } from "../useTextEditor";
import { drawnGeometry } from "./drawnGeometry";
import { Frames } from "./Frames";
import { linesOf, withRoom } from "./lines";
import { type Look, lookOf } from "./look";
import { paintScene } from "./paint";
import { settingOf } from "./setting";
import { Sheet } from "./sheet";
import { useDragging } from "./useDragging";
import { useDrawnMarks } from "./useDrawnMarks";
import { useStretch } from "./useStretch";

const PADDING = { left: 2, top: 4, bottom: 12 };
const MOST_ZEROS = 86;

export interface DrawnTextProps {
  readonly editor: TextEditor;
  /** Whose screen this is. */
  readonly mark: string;
  readonly label: string;
  readonly doubts: readonly Extent[];
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** How the text looks, and how wide it may be; both change with the window and the colours. */
function useLook({ surface }: TextEditor, isRelated: boolean) {
  const scheme = useComputedColorScheme("light");
  const [look, setLook] = useState<Look | null>(null);
  const [size, setSize] = useState({ width: 0, ratio: 1 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other colours or lines are another look
  useLayoutEffect(() => {
    if (surface.current !== null) setLook(lookOf(surface.current));
  }, [surface, scheme, isRelated]);
  useLayoutEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const measure = () => {
      const next = { width: element.clientWidth, ratio: window.devicePixelRatio };
      setSize((now) => (now.width === next.width && now.ratio === next.ratio ? now : next));
    };
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    window.addEventListener("resize", measure);
    return () => {
      watcher.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, [surface]);
  return { look, ...size };
}

function useSheet(
  editor: TextEditor,
  look: Look | null,
  { width, frames }: { readonly width: number; readonly frames: TurnFrames | null },
): Sheet | null {
  const { layout, turns, surface, drawn } = editor;
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the frames only the roles are set
  const lines = useMemo(() => {
    if (look === null || width === 0) return null;
    const most = MOST_ZEROS * look.zero;
    return linesOf(layout, settingOf(look, width - 2 * PADDING.left, most, frames));
  }, [layout, look, width, frames?.roles]);
  const room = frames?.room ?? 0;
  const below = turns[(frames?.atHand ?? 0) - 1]?.end;
  const sheet = useMemo(() => {
    if (lines === null) return null;
    const { index } = layout;
    if (below === undefined) return new Sheet({ index, lines, padding: PADDING });
    const at = lastStartingBy(lines, below);
    const isLast = at === lines.length - 1;
    const roomy = withRoom(lines, at, room);
    return new Sheet({ index, lines: roomy, padding: PADDING, room: isLast ? room : 0 });
  }, [lines, layout, below, room]);
  useLayoutEffect(() => {
    const element = surface.current;
    drawn.current = element === null || sheet === null ? null : drawnGeometry(element, sheet);
    return () => {
      drawn.current = null;
    };
  }, [surface, sheet, drawn]);
  return sheet;
}

export function DrawnText({ editor, mark, label, doubts, onKeyDown }: DrawnTextProps) {
  const t = useText("editors");
  const canvas = useRef<HTMLCanvasElement>(null);
  const isRelated = hasRelations(editor);
  const { look, width, ratio } = useLook(editor, isRelated);
  const frames = use(TurnFramesContext);
  const sheet = useSheet(editor, look, { width, frames });
  const stretch = useStretch(editor.surface, sheet?.height ?? 0);
  const { strokes, near, tags, edges } = useDrawnMarks(editor, sheet, stretch);
  const caret = useCaret(editor.surface, editor, sheet);
  const drag = useDragging(editor);
  const { selected, search } = editor;
  useLayoutEffect(() => {
    if (canvas.current === null || sheet === null || look === null) return;
    const selection = selected === null ? null : extentOf(selected);
    const hitNow = search.hits[search.at] ?? null;
    const isNear = ({ start, end }: Extent) => start <= near.end && end >= near.start;
    const scene = {
      ...{ sheet, look, near, strokes, mark, hitNow, selection },
      stretch: { ...stretch, width },
      doubts: doubts.filter(isNear),
      hits: search.hits.filter(isNear),
    };
    paintScene(canvas.current, scene, ratio);
  });
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: nothing that the page knows could hold this */}
      <div
        ref={editor.surface}
        role="textbox"
        aria-multiline="true"
        aria-readonly="true"
        aria-label={t("drawn.label", { label })}
        tabIndex={0}
        className={`${styles["text"]} ${styles["drawn"]}`}
        style={{ height: sheet?.height }}
        onKeyDown={onKeyDown}
        onFocus={() => editor.selected === null && editor.select({ anchor: 0, focus: 0 })}
        {...drag}
        data-drawn=""
        data-testid="text-surface"
      >
        {sheet !== null && frames !== null && (
          <Frames editor={editor} sheet={sheet} near={near} frames={frames} />
        )}
        <canvas
          ref={canvas}
          className={styles["picture"]}
          style={{ top: stretch.top, width, height: stretch.bottom - stretch.top }}
        />
      </div>
      <Overlay editor={editor} tags={tags} edges={edges} caret={caret} />
    </>
  );
}
