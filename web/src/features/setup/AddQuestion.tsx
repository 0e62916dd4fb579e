// Adds a question of a kind that is chosen first.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useText } from "#i18n/Text";
import type { QuestionKind } from "#lib/labels";
import { KINDS } from "./QuestionRow";

interface AddQuestionProps {
  readonly label: string;
  readonly button: string;
  readonly onAdd: (kind: QuestionKind) => void;
}

export function AddQuestion({ label, button, onAdd }: AddQuestionProps) {
  const t = useText("setup");
  const [kind, setKind] = useState<QuestionKind>("single");
  return (
    <Group gap="xs">
      <NativeSelect
        aria-label={label}
        data={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as QuestionKind)}
      />
      <Button variant="default" onClick={() => onAdd(kind)}>
        {button}
      </Button>
    </Group>
  );
}
