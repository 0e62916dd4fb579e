// The draft in the studio: what is typed, what the server makes of it, and what was kept of it.
// - One of two holds the draft: the words in the editor, or the document behind the forms. The
//   server checks whichever was changed last, and spells the other one from it.
// SPDX-License-Identifier: Apache-2.0
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { checkPolicy, type Draftable, discardDraft, saveDraft } from "#api/policy";
import type { PolicyChecked, PolicyDocument } from "#api/types";

const SETTLED_MS = 500;

export interface Studio {
  readonly project: string;
  /** The words of the draft, as they stand in the editor. */
  readonly yaml: string;
  /** What the forms show; null while the words are no policy. */
  readonly document: PolicyDocument | null;
  readonly weaker: PolicyChecked["weaker"];
  readonly error: Error | null;
  /** The field that the server refuses, if it names one. */
  readonly field: string | null;
  readonly isSettled: boolean;
  readonly isDirty: boolean;
  /** There is something to throw away: a draft that was kept, or a change. */
  readonly isDraft: boolean;
  readonly type: (yaml: string) => void;
  readonly fill: (document: PolicyDocument) => void;
  readonly save: ReturnType<typeof useSaving>["save"];
  readonly discard: ReturnType<typeof useSaving>["discard"];
}

export interface Start {
  /** The words of the draft, or of the version in force if there is none. */
  readonly yaml: string;
  /** The words of the version in force. */
  readonly inForce: string;
  readonly seq: number;
}

function useSaving(project: string, start: Start, onDiscarded: (yaml: string) => void) {
  const queries = useQueryClient();
  const [kept, setKept] = useState({ yaml: start.yaml, seq: start.seq });
  const save = useMutation({
    mutationFn: (yaml: string) => saveDraft(project, yaml, kept.seq),
    onSuccess: ({ seq }, yaml) => setKept({ yaml, seq }),
  });
  const discard = useMutation({
    mutationFn: () => discardDraft(project),
    onSuccess: () => {
      setKept({ yaml: start.inForce, seq: 0 });
      onDiscarded(start.inForce);
      queries.setQueryData(["project", project, "policy", "draft"], null);
    },
  });
  return { kept, save, discard };
}

const fieldOf = (error: Error | null): string | null =>
  error !== null && "field" in error && typeof error.field === "string" ? error.field : null;

export function useStudio(project: string, start: Start): Studio {
  const [draft, setDraft] = useState<Draftable>({ yaml: start.yaml });
  const [settled] = useDebouncedValue(draft, SETTLED_MS);
  const { kept, save, discard } = useSaving(project, start, (yaml) => setDraft({ yaml }));
  const checked = useQuery({
    queryKey: ["project", project, "policy", "check", settled],
    queryFn: ({ signal }) => checkPolicy(project, settled, signal),
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const found = checked.isError ? undefined : checked.data;
  const spelled = found?.yaml ?? kept.yaml;
  const yaml = "yaml" in draft ? draft.yaml : spelled;
  const own = "document" in draft ? draft.document : null;
  const error = checked.error;
  return {
    project,
    yaml,
    document: own ?? (found?.document as PolicyDocument | undefined) ?? null,
    weaker: found?.weaker ?? [],
    error,
    field: fieldOf(error),
    isSettled: settled === draft && checked.isSuccess && !checked.isPlaceholderData,
    isDirty: yaml !== kept.yaml,
    isDraft: kept.seq > 0 || yaml !== start.inForce,
    type: (words) => setDraft({ yaml: words }),
    fill: (document) => setDraft({ document }),
    save,
    discard,
  };
}
