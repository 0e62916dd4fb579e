// To whom the chosen tasks go, or that they go to nobody in particular.
// SPDX-License-Identifier: Apache-2.0
import { Button, Menu } from "@mantine/core";
import { IconUserCheck } from "@tabler/icons-react";
import type { Member } from "#api/types";
import { useText } from "#i18n/Text";
import type { Act } from "./useChange";

interface AssignMenuProps {
  readonly able: readonly Member[];
  /** What is said where nobody is able. */
  readonly none: string;
  readonly onWish: (act: Act) => void;
}

export function AssignMenu({ able, none, onWish }: AssignMenuProps) {
  const t = useText("explorer");
  return (
    <Menu width={240}>
      <Menu.Target>
        <Button size="compact-sm" leftSection={<IconUserCheck size={15} aria-hidden="true" />}>
          {t("assign")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {able.length === 0 && <Menu.Label>{none}</Menu.Label>}
        {able.map((member) => (
          <Menu.Item
            key={member.user_id}
            onClick={() => onWish({ act: "assign", to: member.user_id })}
          >
            {member.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onWish({ act: "unassign" })}>{t("unassign")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
