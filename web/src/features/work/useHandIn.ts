// Ending the work on one text: hand in, accept, correct, send back, skip, pause.
// - The same labels handed in again (after a lost answer) carry the same key and count once.
// - What cannot reach the server waits and goes out by itself; whoever edits takes it back.
// SPDX-License-Identifier: Apache-2.0
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { newKey, onBack } from "#api/http";
import { ask } from "#api/issues";
import type { VerdictIn } from "#api/schema.gen";
import type { SkipReason, Work } from "#api/types";
import { giveBack, giveVerdict, skip, submit } from "#api/work";
import type { Labels, Span } from "#lib/labels";
import { layOut, type OnDesk } from "./task";
import { type Draft, passes } from "./useDraft";
import { type Lease, meansLost } from "./useLease";

type Notes = readonly { readonly id: string; readonly comment: string }[];

export type Ending =
  | { readonly kind: "submit" | "accept" | "correct"; readonly labels: Labels }
  | {
      readonly kind: "send_back";
      readonly labels: Labels;
      readonly comment: string;
      readonly notes: Notes;
    }
  | { readonly kind: "skip"; readonly reason: SkipReason; readonly comment: string }
  | { readonly kind: "aside"; readonly text: string; readonly about: Span | null }
  | { readonly kind: "pause" };

interface Parts {
  readonly project: string;
  readonly desk: OnDesk;
  /** The labels on screen. */
  readonly labels: Labels;
  readonly draft: Draft;
  readonly lease: Lease;
  readonly onWaiting: () => void;
  /** With what is on the desk now: the next text, or nothing. */
  readonly onEnded: (ending: Ending, next: OnDesk | null) => void;
}

const RETRY_MS = 5_000;

/** Endings that carry everything with them, so that they may go out later. */
const WAITING = new Set<Ending["kind"]>(["submit", "accept", "correct", "send_back"]);
const mayWait = (ending: Ending) => WAITING.has(ending.kind);

/** How a question names the mark that it is about. */
export const aboutOf = (span: Span | null) => span && { id: span.id, class_id: span.class_id };

function verdictOf(ending: Ending, key: string): VerdictIn | null {
  switch (ending.kind) {
    case "accept":
      return { key, outcome: "accept" };
    case "correct":
      return { key, outcome: "correct", document: ending.labels };
    case "send_back":
      return { key, outcome: "send_back", comment: ending.comment, notes: [...ending.notes] };
    default:
      return null;
  }
}

/** Send `waiting` again: every few seconds, when trying again makes sense, and under a new lease. */
function useRetry(waiting: Ending | null, leaseId: string | null, send: (it: Ending) => void) {
  const latest = useRef(send);
  useEffect(() => {
    latest.current = send;
  });
  const lastLease = useRef(leaseId);
  useEffect(() => {
    const isNew = leaseId !== null && lastLease.current !== leaseId;
    if (isNew) lastLease.current = leaseId;
    if (waiting === null || leaseId === null) return;
    const again = () => latest.current(waiting);
    if (isNew) again();
    const timer = setInterval(again, RETRY_MS);
    const stopWaiting = onBack(again);
    return () => {
      clearInterval(timer);
      stopWaiting();
    };
  }, [waiting, leaseId]);
}

export function useHandIn(parts: Parts) {
  const { project, labels, draft, lease, onWaiting, onEnded } = parts;
  const { work, owner } = parts.desk;
  const [queued, setQueued] = useState<{ ending: Ending; labels: Labels } | null>(null);
  const waiting = queued?.labels === labels ? queued.ending : null;
  const sent = useRef<{ readonly of: string; readonly labels: Labels; readonly key: string }>(null);
  const keyFor = (kind: string, labels: Labels): string => {
    if (sent.current?.labels !== labels || sent.current.of !== kind) {
      sent.current = { of: kind, labels, key: newKey() };
    }
    return sent.current.key;
  };
  const send = async (ending: Ending): Promise<Work | null> => {
    const task = work.task_id;
    if (ending.kind === "pause") {
      await draft.flush();
      return giveBack(project, task);
    }
    if (ending.kind === "aside") {
      await draft.flush();
      const question = { text: ending.text, about: aboutOf(ending.about), aside: true, next: true };
      return (await ask(project, task, question)).next ?? null;
    }
    if (ending.kind === "skip") {
      return (await skip(project, task, ending.reason, ending.comment))?.next ?? null;
    }
    const key = keyFor(ending.kind, ending.labels);
    const verdict = verdictOf(ending, key);
    if (verdict === null) return (await submit(project, work, key, ending.labels)).next ?? null;
    return (await giveVerdict(project, work, verdict)).next ?? null;
  };
  const carryOut = async (ending: Ending): Promise<OnDesk | null> => {
    const next = await send(ending);
    return next === null ? null : layOut(next, owner);
  };
  const attempt = useMutation({
    mutationFn: carryOut,
    // Whether there is a network is found out by asking; waiting is our own business.
    networkMode: "always",
    onSuccess: (next, ending) => {
      draft.stop();
      onEnded(ending, next);
    },
    onError: (error, ending) => {
      if (meansLost(error)) lease.lose(error);
      if (!mayWait(ending) || !(passes(error) || meansLost(error))) return setQueued(null);
      setQueued({ ending, labels });
      onWaiting();
    },
  });
  const { mutate, isPending } = attempt;
  useRetry(waiting, lease.lost === null ? work.lease.id : null, (ending) => {
    if (!isPending) mutate(ending);
  });
  const stopWaiting = () => {
    setQueued(null);
    attempt.reset();
  };
  return { ...attempt, waiting, stopWaiting };
}
