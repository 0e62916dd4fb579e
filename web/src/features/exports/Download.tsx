// Taking a bundle away, piece by piece: what broke off goes on where it stopped.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { fetchBundle } from "#api/release";
import type { Export } from "#api/types";
import { useText } from "#i18n/Text";
import { Failed } from "#ui/states";

/** The browser has taken a file over by then. */
const SAVED_AFTER_MS = 60_000;

/** Hand a file over to the browser, which saves it where downloads go. */
function save(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), SAVED_AFTER_MS);
}

export function Download({ project, item }: { readonly project: string; readonly item: Export }) {
  const t = useText("exports");
  const [share, setShare] = useState(0);
  const pieces = useRef<Blob[]>([]);
  const fetching = useMutation({
    mutationFn: () => fetchBundle(project, item, pieces.current, setShare),
    onSuccess: (bundle) => {
      save(bundle, `sealmark-${item.id}.zip`);
      pieces.current = [];
    },
  });
  const percent = Math.floor(100 * share);
  const word = fetching.isError && percent > 0 ? t("download.goOn", { percent }) : t("download");
  return (
    <>
      {fetching.isError && <Failed error={fetching.error} />}
      <Button
        size="compact-sm"
        variant="default"
        disabled={fetching.isPending}
        onClick={() => fetching.mutate()}
      >
        {fetching.isPending ? t("download.share", { percent }) : word}
      </Button>
    </>
  );
}
