// Words and patterns of one's own: what is looked for besides, and what is never hidden.
// SPDX-License-Identifier: Apache-2.0
import { ActionIcon, Button, Group, Textarea, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { PolicyDocument } from "#api/types";
import { useText } from "#i18n/Text";
import { asKind, KIND, linesOf, withRule } from "./kinds";
import styles from "./policy.module.css";
import type { Studio } from "./useStudio";

interface FormProps {
  readonly studio: Studio;
  readonly document: PolicyDocument;
}

interface LinesProps {
  readonly label: string;
  readonly about?: string;
  readonly value: readonly string[];
  readonly isWrong: boolean;
  readonly onChange: (lines: readonly string[]) => void;
}

/** A list typed line by line; it is read when the field is left, so that lines can be begun. */
function Lines({ label, about, value, isWrong, onChange }: LinesProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Textarea
      label={label}
      {...(about === undefined ? {} : { description: about })}
      autosize
      minRows={2}
      maxRows={12}
      spellCheck={false}
      error={isWrong}
      classNames={{ input: styles["code"] ?? "" }}
      value={typed ?? value.join("\n")}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        if (typed !== null) onChange(linesOf(typed));
        setTyped(null);
      }}
    />
  );
}

/** A dictionary or a list of patterns needs its kind to be dealt with: it comes along as a token. */
const withKind = (document: PolicyDocument, kind: string): PolicyDocument =>
  kind in document.kinds ? document : withRule(document, kind, {});

function AddList({
  label,
  onAdd,
}: {
  readonly label: string;
  readonly onAdd: (kind: string) => void;
}) {
  const t = useText("policy");
  const [name, setName] = useState("");
  const kind = asKind(name);
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label={label}
        placeholder={t("lists.kindExample")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={!KIND.test(kind)}
        onClick={() => {
          onAdd(kind);
          setName("");
        }}
      >
        {t("lists.add")}
      </Button>
    </Group>
  );
}

function Dictionaries({ studio, document }: FormProps) {
  const t = useText("policy");
  const put = (at: number, words: readonly string[]) => {
    const dictionaries = document.dictionaries.map((each, place) =>
      place === at ? { ...each, words } : each,
    );
    studio.fill({
      ...document,
      dictionaries: dictionaries.filter((each) => each.words.length > 0),
    });
  };
  const [begun, setBegun] = useState<string | null>(null);
  const known = document.dictionaries.map((each) => each.kind);
  return (
    <section className={styles["form"]} aria-labelledby="policy-dictionaries">
      <h3 id="policy-dictionaries">{t("lists.dictionaries")}</h3>
      <p className={styles["quiet"]}>{t("lists.dictionariesAbout")}</p>
      {document.dictionaries.map((each, at) => (
        <Lines
          key={each.kind}
          label={t("lists.wordsOf", { kind: each.kind })}
          value={each.words}
          isWrong={studio.field?.startsWith(`dictionaries.${at}`) ?? false}
          onChange={(words) => put(at, words)}
        />
      ))}
      {begun !== null && !known.includes(begun) && (
        <Lines
          label={t("lists.wordsOf", { kind: begun })}
          about={t("lists.begin")}
          value={[]}
          isWrong={false}
          onChange={(words) => {
            if (words.length === 0) return;
            const dictionaries = [...document.dictionaries, { kind: begun, words }];
            studio.fill(withKind({ ...document, dictionaries }, begun));
            setBegun(null);
          }}
        />
      )}
      <AddList label={t("lists.newDictionary")} onAdd={setBegun} />
    </section>
  );
}

function Patterns({ studio, document }: FormProps) {
  const t = useText("policy");
  const put = (patterns: PolicyDocument["patterns"]) => studio.fill({ ...document, patterns });
  return (
    <section className={styles["form"]} aria-labelledby="policy-patterns">
      <h3 id="policy-patterns">{t("lists.patterns")}</h3>
      <p className={styles["quiet"]}>{t("lists.patternsAbout")}</p>
      {document.patterns.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: patterns have no id, and only their place tells them apart
        <Group key={at} gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            className={styles["grows"] ?? ""}
            label={t("lists.patternOf", { kind: each.kind })}
            spellCheck={false}
            error={studio.field?.startsWith(`patterns[${each.kind}]`) ?? false}
            classNames={{ input: styles["code"] ?? "" }}
            value={each.pattern}
            onChange={(event) => {
              const pattern = event.currentTarget.value;
              put(
                document.patterns.map((old, place) => (place === at ? { ...old, pattern } : old)),
              );
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t("lists.removePattern", { kind: each.kind })}
            onClick={() => put(document.patterns.filter((_, place) => place !== at))}
          >
            <IconTrash size={15} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ))}
      <AddList
        label={t("lists.newPattern")}
        onAdd={(kind) => {
          const patterns = [...document.patterns, { kind, pattern: `${kind}-\\d+` }];
          studio.fill(withKind({ ...document, patterns }, kind));
        }}
      />
    </section>
  );
}

export function ListsForm({ studio, document }: FormProps) {
  const t = useText("policy");
  const allow = (change: Partial<PolicyDocument["allow"]>) =>
    studio.fill({ ...document, allow: { ...document.allow, ...change } });
  return (
    <div className={styles["form"]}>
      <Dictionaries studio={studio} document={document} />
      <Patterns studio={studio} document={document} />
      <section className={styles["form"]} aria-labelledby="policy-allowed">
        <h3 id="policy-allowed">{t("lists.allowed")}</h3>
        <p className={styles["quiet"]}>{t("lists.allowedAbout")}</p>
        <Lines
          label={t("lists.allowedWords")}
          value={document.allow.words}
          isWrong={studio.field?.startsWith("allow.words") ?? false}
          onChange={(words) => allow({ words })}
        />
        <Lines
          label={t("lists.allowedPatterns")}
          value={document.allow.patterns}
          isWrong={studio.field?.startsWith("allow.patterns") ?? false}
          onChange={(patterns) => allow({ patterns })}
        />
      </section>
    </div>
  );
}
