// Which kinds are hidden, how, and from which certainty on.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon, Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import type { KindRule, PolicyDocument } from "#api/types";
import { useText } from "#i18n/Text";
import { NumberField } from "#ui/NumberField";
import { Table } from "#ui/Table";
import { asKind, HOWS, KIND, percent, points, withoutKind, withRule } from "./kinds";
import styles from "./policy.module.css";
import type { Studio } from "./useStudio";

interface RowProps {
  readonly studio: Studio;
  readonly document: PolicyDocument;
  readonly kind: string;
  readonly rule: KindRule;
}

/** What only some ways of replacing have: an age limit, last characters. */
function Extra({ studio, document, kind, rule }: RowProps) {
  const t = useText("policy");
  const change = (more: Partial<KindRule>) => studio.fill(withRule(document, kind, more));
  if (rule.how === "mask") {
    return (
      <NumberField
        size="xs"
        w={90}
        min={0}
        max={4}
        aria-label={t("kinds.keepLast", { kind })}
        value={rule.keep_last ?? 0}
        onNumber={(value) => change({ keep_last: value })}
      />
    );
  }
  if (kind !== "AGE") return null;
  return (
    <NumberField
      size="xs"
      w={90}
      min={0}
      max={150}
      aria-label={t("kinds.onlyOver")}
      value={rule.only_over ?? 0}
      onNumber={(value) => change({ only_over: value })}
    />
  );
}

function Row(props: RowProps) {
  const { studio, document, kind, rule } = props;
  const t = useText("policy");
  const isWrong = studio.field?.startsWith(`kinds.${kind}`) ?? false;
  const isLess = studio.weaker.some((one) => one.field === `kinds.${kind}`);
  const change = (more: Partial<KindRule>) => studio.fill(withRule(document, kind, more));
  return (
    <Table.Tr data-less={isLess || undefined}>
      <Table.Th scope="row" className={styles["kind"]}>
        {kind}
      </Table.Th>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t("kinds.how", { kind })}
          data={HOWS.map((how) => ({ value: how, label: t(`how.${how}`) }))}
          value={rule.how}
          error={isWrong}
          onChange={(event) => change({ how: event.currentTarget.value })}
        />
      </Table.Td>
      <Table.Td>
        <NumberField
          size="xs"
          w={78}
          min={0}
          max={100}
          decimals={2}
          unit="%"
          disabled={rule.how === "keep"}
          aria-label={t("kinds.score", { kind })}
          value={percent(rule.min_score_bp)}
          onNumber={(value) => change({ min_score_bp: points(value) })}
        />
      </Table.Td>
      <Table.Td>
        <Extra {...props} />
      </Table.Td>
      <Table.Td>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("kinds.remove", { kind })}
          onClick={() => studio.fill(withoutKind(document, kind))}
        >
          <IconTrash size={15} aria-hidden="true" />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

function AddKind({
  studio,
  document,
}: {
  readonly studio: Studio;
  readonly document: PolicyDocument;
}) {
  const t = useText("policy");
  const [name, setName] = useState("");
  const kind = asKind(name);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    studio.fill(withRule(document, kind, {}));
    setName("");
  };
  return (
    <form onSubmit={onSubmit}>
      <Group gap="xs" align="flex-end">
        <TextInput
          label={t("kinds.add")}
          description={t("kinds.addAbout")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant="default"
          disabled={!KIND.test(kind) || kind in document.kinds}
        >
          {t("kinds.addIt")}
        </Button>
      </Group>
    </form>
  );
}

interface FormProps {
  readonly studio: Studio;
  readonly document: PolicyDocument;
}

export function KindsForm({ studio, document }: FormProps) {
  const t = useText("policy");
  const [wanted, setWanted] = useState("");
  const rows = Object.entries(document.kinds).filter(([kind]) => kind.includes(asKind(wanted)));
  return (
    <div className={styles["form"]}>
      <TextInput
        aria-label={t("kinds.find")}
        placeholder={t("kinds.find")}
        value={wanted}
        onChange={(event) => setWanted(event.currentTarget.value)}
      />
      <div className={styles["list"]}>
        <Table className={styles["kinds"]} space="tight" stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("kinds.kind")}</Table.Th>
              <Table.Th>{t("kinds.becomes")}</Table.Th>
              <Table.Th>{t("kinds.from")}</Table.Th>
              <Table.Th colSpan={2}>
                <span className="sr-only">{t("kinds.more")}</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(([kind, rule]) => (
              <Row key={kind} studio={studio} document={document} kind={kind} rule={rule} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <NativeSelect
        label={t("kinds.otherwise")}
        data={HOWS.filter((how) => how !== "date-shift" && how !== "generalize").map((how) => ({
          value: how,
          label: t(`how.${how}`),
        }))}
        value={document.otherwise}
        onChange={(event) => studio.fill({ ...document, otherwise: event.currentTarget.value })}
      />
      <AddKind studio={studio} document={document} />
    </div>
  );
}
