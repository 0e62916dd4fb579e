// One upload from opening to its job: sent in parts, cancelled, or gone on with after a break.
// - Files are matched to the server's by number and size; others are refused before anything is sent.
// SPDX-License-Identifier: Apache-2.0
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { ApiError, OfflineError } from "#api/http";
import { cancelUpload, completeUpload, fetchUpload, openUpload, sendPart } from "#api/ingest";
import type { FileFormat, Mapping, Upload } from "#api/types";
import { say } from "#i18n/language";
import type { Picked } from "./files";
import { missingParts, pause, sendAll } from "./transfer";

export type Phase =
  | { readonly kind: "choosing" }
  | { readonly kind: "sending"; readonly sent: number; readonly total: number }
  | { readonly kind: "broken"; readonly error: unknown }
  | { readonly kind: "sealed"; readonly job: string };

export interface Wanted {
  readonly files: readonly Picked[];
  readonly dataset: string;
  readonly mapping: Mapping;
  readonly format: FileFormat;
}

/** A server that is away or in trouble passes; a refusal does not. */
const isPassing = (error: unknown) =>
  error instanceof OfflineError || (error instanceof ApiError && error.status >= 500);

/** Whether these are the files that an unfinished upload began with. */
function matches(files: readonly Picked[], upload: Pick<Upload, "files">): boolean {
  const sameSize = upload.files.every(
    ({ ordinal, size }) => files[ordinal - 1]?.file.size === size,
  );
  return files.length === upload.files.length && sameSize;
}

async function open(project: string, { files, dataset, mapping, format }: Wanted) {
  const opened = await openUpload(project, {
    dataset_id: dataset,
    mapping,
    files: files.map(({ file, kind, path }) => ({ kind, format, size: file.size, name: path })),
  });
  return opened.id;
}

interface Steps {
  readonly project: string;
  readonly upload: string;
  readonly files: readonly Picked[];
  readonly signal: AbortSignal;
  readonly tell: (phase: Phase) => void;
}

async function transfer({ project, upload: id, files, signal, tell }: Steps): Promise<string> {
  const upload = await fetchUpload(project, id);
  if (!matches(files, upload)) {
    throw new Error(say("ingest")("upload.otherFiles"));
  }
  const total = upload.files.reduce((sum, file) => sum + file.size, 0);
  let sent = upload.files.reduce((sum, file) => sum + file.received, 0);
  const blobs = files.map((each) => each.file);
  const parts = missingParts(blobs, upload.files, upload.part_size);
  tell({ kind: "sending", sent, total });
  const onSent = (bytes: number) => {
    sent += bytes;
    tell({ kind: "sending", sent, total });
  };
  const send = (part: (typeof parts)[number], stop: AbortSignal) =>
    sendPart(project, id, part, stop);
  await sendAll({ parts, send, onSent, isPassing, wait: pause, signal });
  return (await completeUpload(project, id)).job_id;
}

export function useUpload(project: string, unfinished: string | undefined) {
  const [phase, setPhase] = useState<Phase>({ kind: "choosing" });
  const [id, setId] = useState(unfinished ?? null);
  const control = useRef<AbortController>(null);
  const queries = useQueryClient();

  const start = async (wanted: Wanted, onOpened: (id: string) => void) => {
    const stop = new AbortController();
    control.current = stop;
    setPhase({ kind: "sending", sent: 0, total: 1 });
    try {
      const upload = id ?? (await open(project, wanted));
      setId(upload);
      onOpened(upload);
      const parts = { project, upload, files: wanted.files, signal: stop.signal, tell: setPhase };
      setPhase({ kind: "sealed", job: await transfer(parts) });
      await queries.invalidateQueries({ queryKey: ["project", project] });
    } catch (error) {
      setPhase(stop.signal.aborted ? { kind: "choosing" } : { kind: "broken", error });
    }
  };
  const cancel = async () => {
    control.current?.abort();
    if (id !== null) await cancelUpload(project, id);
    setId(null);
    setPhase({ kind: "choosing" });
  };
  return { phase, id, start, cancel };
}
