// A number with limits: typed, or stepped by the arrow keys.
// - What is typed stays on screen while it is no number within the limits, and says which they are.
// - Only a number within the limits is handed on; a field that is left holds one.
// SPDX-License-Identifier: Apache-2.0
import { TextInput, type TextInputProps } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useText } from "#i18n/Text";
import { type Limits, leftWith, nextTo, readTyped } from "./numbers";

interface NumberFieldProps
  extends Limits,
    Omit<TextInputProps, "value" | "onChange" | "onBlur" | "onKeyDown" | "min" | "max"> {
  readonly value: number | null;
  readonly onNumber: (value: number) => void;
  /** Nothing typed means something, too. */
  readonly onNothing?: () => void;
  readonly unit?: string;
}

export function NumberField(props: NumberFieldProps) {
  const { value, onNumber, onNothing, unit, min, max, decimals, ...input } = props;
  const t = useText("app");
  const limits: Limits = { min, max: max ?? Infinity, decimals: decimals ?? 0 };
  const [typed, setTyped] = useState<string | null>(null);
  const isNothing = (words: string) => words.trim() === "" && onNothing !== undefined;
  const isWrong = typed !== null && readTyped(typed, limits) === null && !isNothing(typed);
  const type = (next: string) => {
    setTyped(next);
    const number = readTyped(next, limits);
    if (number !== null) onNumber(number);
    else if (isNothing(next)) onNothing?.();
  };
  const leave = () => {
    if (typed === null) return;
    const number = isNothing(typed) ? null : leftWith(typed, value, limits);
    if (number !== null && number !== value) onNumber(number);
    setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key] as 1 | -1 | undefined;
    if (by === undefined || event.altKey || input.readOnly) return;
    event.preventDefault();
    setTyped(null);
    onNumber(nextTo(value, by, limits));
  };
  const said = max === undefined ? t("number.from", { min }) : t("number.between", { min, max });
  return (
    <TextInput
      {...input}
      role="spinbutton"
      inputMode={limits.decimals === 0 ? "numeric" : "decimal"}
      autoComplete="off"
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={value ?? undefined}
      error={isWrong ? said : input.error}
      rightSection={unit}
      rightSectionPointerEvents="none"
      value={typed ?? (value === null ? "" : String(value))}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
}
