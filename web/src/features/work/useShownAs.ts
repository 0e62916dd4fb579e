// How the open text is shown to this person: in the page, as a picture, or in the page by exemption.
// - The server decides and names the watermark; here only the end of an exemption is waited for.
// - A picture does not become words by an exemption that begins while it is open: each opening under
//   one is recorded, and that would be none.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { serverNow } from "#api/http";
import type { Work } from "#api/types";

export type ShownAs =
  | { readonly as: "page" }
  | { readonly as: "picture"; readonly mark: string }
  | { readonly as: "exempt"; readonly until: string };

type Protection = Work["protection"];

/** The longest that a browser's timer waits. */
const LONGEST_MS = 2_000_000_000;

/** How a text is shown that was opened in one way, by what the server says of it now. */
export function useShownAs(opened: Protection, now: Protection): ShownAs {
  const until = opened?.exempt_until == null ? null : (now?.exempt_until ?? null);
  const isOver = () => until !== null && Date.parse(until) <= serverNow();
  const [, setLooked] = useState(0);
  useEffect(() => {
    if (until === null) return;
    const left = Math.min(LONGEST_MS, Math.max(0, Date.parse(until) - serverNow()));
    const timer = setTimeout(() => setLooked(Date.now()), left);
    return () => clearTimeout(timer);
  }, [until]);
  if (now === null) return { as: "page" };
  if (until === null || isOver()) return { as: "picture", mark: now.mark };
  return { as: "exempt", until };
}
