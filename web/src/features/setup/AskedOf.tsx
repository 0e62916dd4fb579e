// Whom a question is about: the whole text, each turn of a conversation, or the turns of some roles.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, Group, NativeSelect } from "@mantine/core";
import { useText } from "#i18n/Text";
import { type Question, ROLES, type Role } from "#lib/labels";

interface AskedOfProps {
  readonly value: Question;
  readonly mayEdit: boolean;
  readonly onChange: (next: Question) => void;
}

/** Every role named is the same as none. */
function toggled(roles: readonly Role[], role: Role): readonly Role[] {
  const chosen = roles.length === 0 ? ROLES : roles;
  const next = ROLES.filter((each) => chosen.includes(each) !== (each === role));
  return next.length === 0 || next.length === ROLES.length ? [] : next;
}

export function AskedOf({ value, mayEdit, onChange }: AskedOfProps) {
  const t = useText("setup");
  const isOfTurns = value.per_turn === true;
  const roles = value.roles ?? [];
  const { per_turn, roles: before, ...plain } = value;
  return (
    <Group gap="sm" align="center">
      <NativeSelect
        label={t("asked.of")}
        aria-label={t("asked.ofQuestion", { name: value.title })}
        disabled={!mayEdit}
        data={[
          { value: "text", label: t("asked.text") },
          { value: "turn", label: t("asked.turn") },
        ]}
        value={isOfTurns ? "turn" : "text"}
        onChange={(event) =>
          onChange(event.currentTarget.value === "turn" ? { ...plain, per_turn: true } : plain)
        }
      />
      {isOfTurns && (
        <Group gap="sm" role="group" aria-label={t("asked.roles")}>
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              label={t(`asked.role.${role}`)}
              disabled={!mayEdit}
              checked={roles.length === 0 || roles.includes(role)}
              onChange={() => onChange({ ...value, roles: toggled(roles, role) })}
            />
          ))}
        </Group>
      )}
    </Group>
  );
}
