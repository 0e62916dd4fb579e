// The secret of a link, which stands behind `#`: no server or proxy log ever sees it.
// - It leaves the address bar, and so the history, as soon as it is read.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from "react";

export function useSecret(): string {
  const [secret] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  useEffect(() => {
    if (secret !== "") window.history.replaceState(null, "", window.location.pathname);
  }, [secret]);
  return secret;
}
