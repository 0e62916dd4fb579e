// The check runs beside the page, so that the page stays alive; files cross over unread.
// SPDX-License-Identifier: Apache-2.0
import { run } from "./run";
import type { Answer, Order } from "./wire";

addEventListener("message", async ({ data }: MessageEvent<Order>) => {
  const say = (answer: Answer) => postMessage(answer);
  try {
    say({ kind: "report", report: await run(data, (read) => say({ kind: "progress", read })) });
  } catch (cause) {
    say({ kind: "broken", message: String(cause) });
  }
});

postMessage({ kind: "ready" } satisfies Answer);
