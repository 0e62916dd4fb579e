// The keys that work everywhere, and the dialogs they open; their code comes when first asked for.
// SPDX-License-Identifier: Apache-2.0
import { Suspense, useState } from "react";
import { useActions } from "#lib/keymap/useActions";
import { later } from "#ui/Later";

const Palette = later(async () => (await import("./Palette")).Palette);

export function Commands() {
  const [isOpen, setOpen] = useState(false);
  useActions({ "app.palette": () => setOpen(true) });
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <Palette onClose={() => setOpen(false)} />
    </Suspense>
  );
}
