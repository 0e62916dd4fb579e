// A new password, with how many characters are still to come.
// SPDX-License-Identifier: Apache-2.0
import { PasswordInput } from "@mantine/core";
import { useText } from "#i18n/Text";

const SHORTEST = 12;

export const isLongEnough = (password: string) => password.length >= SHORTEST;

interface NewPasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
}

export function NewPasswordField({ label, value, onChange }: NewPasswordFieldProps) {
  const t = useText("session");
  const isTooShort = value !== "" && !isLongEnough(value);
  return (
    <PasswordInput
      label={label}
      description={t("password.about", { shortest: SHORTEST })}
      autoComplete="new-password"
      value={value}
      error={isTooShort ? t("password.left", { left: SHORTEST - value.length }) : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
