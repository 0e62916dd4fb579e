// Takes one thing out of the form.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useText } from "#i18n/Text";

export function RemoveButton({ name, onClick }: { name: string; onClick: () => void }) {
  const t = useText("setup");
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={t("removeName", { name })}
      title={t("remove")}
      onClick={onClick}
    >
      <IconTrash size={17} aria-hidden="true" />
    </ActionIcon>
  );
}
