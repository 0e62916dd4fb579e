// The draft of the labels on screen, saved while someone works.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";
import { ApiError, newKey, OfflineError, onBack } from "#api/http";
import type { Work } from "#api/types";
import { saveDraft } from "#api/work";
import type { Editing } from "#editors/core/editing";
import {
  type Attempt,
  type Autosave,
  type SaveState,
  type Sent,
  startAutosave,
} from "#lib/autosave";
import type { Finding, Labels } from "#lib/labels";
import { meansLost } from "./useLease";

export interface Draft {
  readonly state: SaveState;
  /** What the server found in free text when it last saved. */
  readonly findings: readonly Finding[];
  flush(): Promise<SaveState>;
  retry(): void;
  stop(): void;
}

const SAVED: SaveState = { kind: "saved", at: null };

/** Not now, but later: a server away or in trouble, or someone who has to sign in again. */
export const passes = (error: unknown) =>
  error instanceof OfflineError ||
  (error instanceof ApiError && (error.status >= 500 || error.status === 401));

/** What passes is tried again; a refusal is told. */
function failureOf(error: unknown): Sent {
  if (passes(error)) return { kind: "unreachable" };
  return { kind: "refused", message: error instanceof Error ? error.message : "" };
}

/** True once the page is being left; it must be asked for before the effects that read it. */
function useLeaving() {
  const leaving = useRef(false);
  useEffect(() => {
    leaving.current = false;
    return () => {
      leaving.current = true;
    };
  }, []);
  return leaving;
}

/** The browser asks before it leaves a page with unsaved labels. */
function useLeaveWarning(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isOn]);
}

interface Parts {
  readonly project: string;
  readonly work: Work;
  readonly editing: Editing;
  /** The labels that the server has, when the page opens. */
  readonly saved: Labels;
  readonly keep: (labels: Labels, seq: number) => void;
  readonly drop: () => void;
  readonly onLost: (error: unknown) => void;
}

export function useDraft(parts: Parts): Draft {
  const { project, work, editing } = parts;
  const [state, setState] = useState<SaveState>(SAVED);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const autosave = useRef<Autosave<Labels> | null>(null);
  const saved = useRef(parts.saved);
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });
  const leaving = useLeaving();
  const { task_id: task, draft_seq: seq } = work;
  const lease = work.lease.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new lease begins a new series
  useEffect(() => {
    const send = async (attempt: Attempt<Labels>): Promise<Sent> => {
      const draft = { key: attempt.key, seq: attempt.seq, document: attempt.value };
      try {
        const answer = await saveDraft(project, work, draft);
        saved.current = attempt.value;
        setFindings(answer.findings);
        return { kind: "saved", at: answer.saved_at, seq: answer.seq };
      } catch (error) {
        if (meansLost(error)) latest.current.onLost(error);
        return failureOf(error);
      }
    };
    const keep = (attempt: Attempt<Labels> | null) =>
      attempt === null ? latest.current.drop() : latest.current.keep(attempt.value, attempt.seq);
    const current = startAutosave<Labels>({ seq, send, newKey, tell: setState, keep });
    autosave.current = current;
    const { labels } = editing.store.getState();
    if (labels !== saved.current) current.edited(labels);
    const unsubscribe = editing.store.subscribe((now, before) => {
      if (now.labels !== before.labels) current.edited(now.labels);
    });
    const stopWaiting = onBack(current.retry);
    return () => {
      unsubscribe();
      stopWaiting();
      // The next lease's series sends what is on screen; only leaving the page sends the last of it.
      if (leaving.current) void current.flush().finally(() => current.stop());
      else current.stop();
    };
  }, [project, task, lease, editing]);
  useLeaveWarning(state.kind !== "saved");
  return {
    state,
    findings,
    flush: () => autosave.current?.flush() ?? Promise.resolve(SAVED),
    retry: () => autosave.current?.retry(),
    stop: () => autosave.current?.stop(),
  };
}
