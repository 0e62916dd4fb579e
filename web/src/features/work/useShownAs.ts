// How the open text is shown to this person: in the page, as a picture, or in the page by exemption.
// - The server decides and names the watermark; here only the end of an exemption is waited for.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";
import { serverNow } from "#api/http";
import type { Work } from "#api/types";

export type ShownAs =
  | { readonly as: "page" }
  | { readonly as: "picture"; readonly mark: string }
  | { readonly as: "exempt"; readonly until: string };

/** The longest that a browser's timer waits. */
const LONGEST_MS = 2_000_000_000;

export function useShownAs({ protection }: Work): ShownAs {
  const until = protection?.exempt_until ?? null;
  const isOver = () => until !== null && Date.parse(until) <= serverNow();
  const [, setLooked] = useState(0);
  useEffect(() => {
    if (until === null) return;
    const left = Math.min(LONGEST_MS, Math.max(0, Date.parse(until) - serverNow()));
    const timer = setTimeout(() => setLooked(Date.now()), left);
    return () => clearTimeout(timer);
  }, [until]);
  if (protection === null) return { as: "page" };
  if (until === null || isOver()) return { as: "picture", mark: protection.mark };
  return { as: "exempt", until };
}
