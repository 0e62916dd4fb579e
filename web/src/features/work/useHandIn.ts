// Ending the work on one text: hand in, accept, correct, send back, skip, pause.
// - The same labels handed in again (after a lost answer) carry the same key and count once.
// SPDX-License-Identifier: Apache-2.0
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { newKey } from "#api/http";
import type { VerdictIn } from "#api/schema.gen";
import type { SkipReason, Work } from "#api/types";
import { giveBack, giveVerdict, skip, submit } from "#api/work";
import type { Labels } from "#lib/labels";
import type { Draft } from "./useDraft";
import { type Lease, meansLost } from "./useLease";

export type Ending =
  | { readonly kind: "submit" | "accept" | "correct"; readonly labels: Labels }
  | { readonly kind: "send_back"; readonly labels: Labels; readonly comment: string }
  | { readonly kind: "skip"; readonly reason: SkipReason; readonly comment: string }
  | { readonly kind: "pause" };

interface Parts {
  readonly project: string;
  readonly work: Work;
  readonly draft: Draft;
  readonly lease: Lease;
  readonly onEnded: (ending: Ending) => void;
}

function verdictOf(ending: Ending, key: string): VerdictIn | null {
  switch (ending.kind) {
    case "accept":
      return { key, outcome: "accept" };
    case "correct":
      return { key, outcome: "correct", document: ending.labels };
    case "send_back":
      return { key, outcome: "send_back", comment: ending.comment };
    default:
      return null;
  }
}

export function useHandIn({ project, work, draft, lease, onEnded }: Parts) {
  const sent = useRef<{ readonly of: string; readonly labels: Labels; readonly key: string }>(null);
  const keyFor = (kind: string, labels: Labels): string => {
    if (sent.current?.labels !== labels || sent.current.of !== kind) {
      sent.current = { of: kind, labels, key: newKey() };
    }
    return sent.current.key;
  };
  const carryOut = async (ending: Ending): Promise<void> => {
    const task = work.task_id;
    if (ending.kind === "skip")
      return void (await skip(project, task, ending.reason, ending.comment));
    if (ending.kind === "pause") {
      await draft.flush();
      return void (await giveBack(project, task));
    }
    const key = keyFor(ending.kind, ending.labels);
    const verdict = verdictOf(ending, key);
    if (verdict === null) await submit(project, task, key, ending.labels);
    else await giveVerdict(project, task, verdict);
  };
  return useMutation({
    mutationFn: carryOut,
    onSuccess: (_, ending) => {
      draft.stop();
      onEnded(ending);
    },
    onError: (error) => {
      if (meansLost(error)) lease.lose();
    },
  });
}
