// A new password, with how many characters are still to come.
// SPDX-License-Identifier: Apache-2.0
import { PasswordInput } from "@mantine/core";

const SHORTEST = 12;

export const isLongEnough = (password: string) => password.length >= SHORTEST;

interface NewPasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (password: string) => void;
}

export function NewPasswordField({ label, value, onChange }: NewPasswordFieldProps) {
  const isTooShort = value !== "" && !isLongEnough(value);
  return (
    <PasswordInput
      label={label}
      description={`At least ${SHORTEST} characters, not a common password.`}
      autoComplete="new-password"
      value={value}
      error={isTooShort ? `${SHORTEST - value.length} more to go` : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
