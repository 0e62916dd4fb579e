// Choosing roles, each with what it does.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Stack } from "@mantine/core";
import { useText } from "#i18n/Text";
import { ROLES, type Role, roleDuty, roleName } from "#lib/roles";

interface RolesFieldProps {
  readonly value: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
}

export function RolesField({ value, onChange }: RolesFieldProps) {
  const t = useText("people");
  return (
    <Checkbox.Group
      label={t("roles")}
      value={[...value]}
      onChange={(roles) => onChange(ROLES.filter((role) => roles.includes(role)))}
    >
      <Stack gap="xs" mt="xs">
        {ROLES.map((role) => (
          <Checkbox key={role} value={role} label={roleName(role)} description={roleDuty(role)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
