// What this browser saw before somebody signed in is forgotten.
// - What the page itself shows stays: taken away, it would be asked for once more, used up.
// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from "@tanstack/react-query";

export const forget = (queries: QueryClient) => queries.removeQueries({ type: "inactive" });
