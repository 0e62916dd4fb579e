// Hiding more places of a quarantined text, and releasing it.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { newKey } from "#api/http";
import { jobDone } from "#api/ingest";
import { hideMore, releaseAsset } from "#api/release";
import type { QuarantineView } from "#api/types";
import { ClassBar } from "#editors/core/ClassBar";
import { byPlace } from "#editors/core/changes";
import { startEditing } from "#editors/core/editing";
import { ObjectList } from "#editors/core/ObjectList";
import { TextSurface } from "#editors/text/TextSurface";
import { useEditorKeys } from "#editors/text/useEditorKeys";
import { useTextEditor } from "#editors/text/useTextEditor";
import { NO_LABELS } from "#lib/labels";
import { count } from "#lib/time";
import { ReasonDialog } from "#ui/ReasonDialog";
import { Doubts } from "./Doubts";
import { HIDEABLE } from "./kinds";
import styles from "./quarantine.module.css";

interface DecisionProps {
  readonly project: string;
  readonly asset: string;
  readonly view: QuarantineView;
}

type Act = "hide" | "release";

function usePlaces(view: QuarantineView) {
  const [editing] = useState(() =>
    startEditing(NO_LABELS, { newId: newKey, now: () => Date.now() }),
  );
  const editor = useTextEditor({ text: view.text, chips: view.chips, ontology: HIDEABLE, editing });
  useEditorKeys(editor);
  return editor;
}

interface ActDialogProps extends DecisionProps {
  readonly act: Act;
  readonly editor: ReturnType<typeof usePlaces>;
  readonly onClose: () => void;
}

const SAY = {
  hide: {
    title: "Hide these places",
    about: "The text is redacted again with these places hidden, and judged again.",
    confirm: "Hide",
  },
  release: {
    title: "Release this text",
    about: "Labelers may get this text as you see it here. This is logged under your name.",
    confirm: "Release",
  },
} as const;

function ActDialog({ project, asset, act, editor, onClose }: ActDialogProps) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const places = editor.spans.map(({ start, end, class_id }) => ({ start, end, kind: class_id }));
  const decide = useMutation({
    mutationFn: async (reason: string) => {
      const { job_id } = await (act === "hide"
        ? hideMore(project, asset, places, reason)
        : releaseAsset(project, asset, reason));
      // Decided is not done: the redactor carries it out, and may refuse.
      await jobDone(project, job_id);
    },
    onSuccess: async () => {
      const params = { projectId: project };
      await navigate({ to: "/projects/$projectId/quarantine", params });
      await queries.invalidateQueries({ queryKey: ["project", project] });
    },
  });
  return (
    <ReasonDialog
      {...SAY[act]}
      label="Reason"
      busy={decide.isPending}
      error={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
    />
  );
}

export function Decision(props: DecisionProps) {
  const { view } = props;
  const editor = usePlaces(view);
  const [act, setAct] = useState<Act | null>(null);
  const hasPlaces = editor.spans.length > 0;
  const changes = [...editor.spans].sort(byPlace).map((span) => ({ kind: "same", span }) as const);
  return (
    <div className={styles["decision"]}>
      <div className={styles["kinds"]}>
        <h2>Hide as</h2>
        <ClassBar
          ontology={HIDEABLE}
          keymap={editor.keymap}
          paints={editor.paints}
          held={editor.held}
          onChoose={editor.choose}
        />
      </div>
      <div className={styles["text"]}>
        <TextSurface editor={editor} label="Quarantined text" doubts={view.doubts} />
      </div>
      <div className={styles["places"]}>
        <Doubts doubts={view.doubts} editor={editor} />
        <h2>To be hidden</h2>
        <ObjectList
          changes={changes}
          paints={editor.paints}
          picked={editor.picked}
          quote={editor.quote}
          onPick={editor.editing.select}
          onRemove={editor.editing.removeSpan}
        />
      </div>
      <Group className={styles["acts"]}>
        <Button disabled={!hasPlaces} onClick={() => setAct("hide")}>
          Hide {hasPlaces && count(editor.spans.length, "place")}
        </Button>
        <Button variant="default" disabled={hasPlaces} onClick={() => setAct("release")}>
          Release as it is
        </Button>
      </Group>
      {act !== null && (
        <ActDialog {...props} act={act} editor={editor} onClose={() => setAct(null)} />
      )}
    </div>
  );
}
