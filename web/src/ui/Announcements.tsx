// The place that screen readers watch for what an act did.
// SPDX-License-Identifier: Apache-2.0
import { useSaid } from "./announce";

export function Announcements() {
  const { words, number } = useSaid();
  return (
    <div className="sr-only" role="status" aria-live="polite" data-testid="said">
      {/* A new element each time: the same words said again are read again. */}
      <span key={number}>{words}</span>
    </div>
  );
}
