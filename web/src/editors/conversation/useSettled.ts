// A value that waits while the mouse is down: nothing moves under a hand that is selecting.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from "react";

export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  const isDown = useRef(false);
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
    if (!isDown.current) setSettled(value);
  }, [value]);
  useEffect(() => {
    const onDown = () => {
      isDown.current = true;
    };
    const onUp = () => {
      isDown.current = false;
      // Whoever reads the selection on this event does so before anything moves.
      requestAnimationFrame(() => setSettled(latest.current));
    };
    document.addEventListener("mousedown", onDown, true);
    document.addEventListener("mouseup", onUp, true);
    return () => {
      document.removeEventListener("mousedown", onDown, true);
      document.removeEventListener("mouseup", onUp, true);
    };
  }, []);
  return settled;
}
