// Starts a check beside the page, or in the page where a browser allows no worker; can be cancelled.
// SPDX-License-Identifier: Apache-2.0
import type { Report } from "../core/report";
import { run } from "./run";
import type { Answer, Order } from "./wire";
import CheckWorker from "./worker?worker&inline";

export interface Hears {
  readonly onRead: (bytes: number) => void;
  readonly onReport: (report: Report) => void;
  readonly onBroken: (message: string) => void;
}

/** Begin; what is returned ends the check at once, and nothing is heard of it any more. */
export function check(order: Order, hears: Hears): () => void {
  let isWanted = true;
  let worker: Worker | undefined;
  const stop = () => {
    isWanted = false;
    worker?.terminate();
  };
  const hear = (answer: Answer) => {
    if (!isWanted) return;
    if (answer.kind === "progress") hears.onRead(answer.read);
    if (answer.kind === "report") hears.onReport(answer.report);
    if (answer.kind === "broken") hears.onBroken(answer.message);
    if (answer.kind === "report" || answer.kind === "broken") stop();
  };
  const runHere = () => {
    run(order, (read) => hear({ kind: "progress", read }))
      .then((report) => hear({ kind: "report", report }))
      .catch((cause: unknown) => hear({ kind: "broken", message: String(cause) }));
  };
  try {
    worker = new CheckWorker();
  } catch {
    runHere();
    return stop;
  }
  let isReady = false;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if (data.kind === "ready") {
      isReady = true;
      worker?.postMessage(order);
    } else hear(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    if (isReady) hear({ kind: "broken", message: event.message ?? "" });
    else runHere();
  };
  return stop;
}
