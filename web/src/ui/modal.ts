// What stands over the page: the browser's own modal dialog, in its top layer.
// - Everything below is out of reach; the focus stays inside, and goes back to where it was.
// - While the page is covered, because somebody was signed out, what is open is neither shown nor
//   opened over the cover; it comes back with what was written in it.
// SPDX-License-Identifier: Apache-2.0
import { useId, useLayoutEffect, useRef } from "react";
import { create } from "zustand";

interface Standing {
  readonly id: string;
  readonly isCover: boolean;
}

const useStanding = create<{ readonly all: readonly Standing[] }>(() => ({ all: [] }));

/** The dialog on top, which alone can be read and reached; none is `null`. */
export const useTop = (): string | null => useStanding(({ all }) => all.at(-1)?.id ?? null);

function join(one: Standing): () => void {
  useStanding.setState(({ all }) => ({ all: [...all, one] }));
  return () => useStanding.setState(({ all }) => ({ all: all.filter((each) => each !== one) }));
}

/** Open a dialog over the page, with the focus where it was in it or on what asks for it. */
function open(dialog: HTMLDialogElement, last: Element | null): void {
  // Where the page had a scroll bar its room is kept, so that nothing below moves.
  const page = document.documentElement;
  page.toggleAttribute("data-scrolls", window.innerWidth > page.clientWidth);
  dialog.showModal();
  const wanted = last?.isConnected ? last : dialog.querySelector("[data-autofocus]");
  if (wanted instanceof HTMLElement) wanted.focus();
}

export function useModal(isCover = false) {
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  const isShown = useRef(false);
  const last = useRef<Element | null>(null);
  const isCovered = useStanding(({ all }) => !isCover && all.some((each) => each.isCover));
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null || isCovered) return;
    open(dialog, last.current);
    isShown.current = true;
    const leave = join({ id, isCover });
    const remember = () => {
      last.current = document.activeElement;
    };
    dialog.addEventListener("focusin", remember);
    return () => {
      dialog.removeEventListener("focusin", remember);
      isShown.current = false;
      leave();
      dialog.close();
    };
  }, [id, isCover, isCovered]);
  return { id, ref, isShown };
}
