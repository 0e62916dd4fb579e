// A key that is typed after the check changes what the verdict is worth, and nothing else.
// SPDX-License-Identifier: Apache-2.0
import { Fault } from "../core/faults";
import {
  NOTHING_TRUSTED,
  parseKeyLine,
  parseTrusted,
  refuseOtherKeys,
  type Trusted,
  trustIn,
} from "../core/keys";
import { LOG_KEY } from "../core/manifest";
import type { Report } from "../core/report";

/** What was typed, or the fault in it. */
export function typed(text: string): { readonly trusted: Trusted; readonly fault: Fault | null } {
  try {
    return { trusted: parseTrusted(text), fault: null };
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return { trusted: NOTHING_TRUSTED, fault: cause };
  }
}

/** A report on a bundle, judged by the keys that are trusted now. */
export function judged(report: Report, trusted: Trusted): Report {
  if (!report.verified) return report;
  const keys = report.lines.map(parseKeyLine);
  try {
    refuseOtherKeys(keys, trusted);
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return { verified: false, code: cause.code, values: cause.values, where: { file: LOG_KEY } };
  }
  const shown = report.summary.keys.map((key, at) => {
    const own = keys[at];
    return own === undefined ? key : { ...key, trust: trustIn(own, trusted) };
  });
  return { ...report, summary: { ...report.summary, keys: shown } };
}
