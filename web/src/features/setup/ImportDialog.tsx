// Labels and questions from elsewhere: read by the server, shown with what has no place here.
// - Nothing is published: what was read goes into the form, where it can still be changed.
// SPDX-License-Identifier: Apache-2.0
import { Button, FileButton, Group, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { readOntology } from "#api/projects";
import type { NotTaken, OntologyProposal } from "#api/types";
import { useText } from "#i18n/Text";
import type { Ontology } from "#lib/labels";
import { Dialog } from "#ui/Dialog";
import { Failed, Note } from "#ui/states";
import { Table } from "#ui/Table";
import styles from "./setup.module.css";

interface ImportDialogProps {
  readonly project: string;
  readonly isEmpty: boolean;
  readonly onTake: (ontology: Ontology, how: "replace" | "add") => void;
  readonly onClose: () => void;
}

/** XML begins with a bracket; everything else is tried as JSON. */
const formatOf = (text: string) => (text.trimStart().startsWith("<") ? "label_studio" : "json");

function NotTakenTable({ rows }: { readonly rows: readonly NotTaken[] }) {
  const t = useText("setup");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles["notTaken"]} tabIndex={0} aria-label={t("import.notTaken")}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("import.line")}</Table.Th>
            <Table.Th>{t("import.what")}</Table.Th>
            <Table.Th>{t("import.why")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <Table.Tr key={at}>
              <Table.Td>{row.line}</Table.Td>
              <Table.Td>
                <code>{row.name === "" ? row.tag : `${row.tag} · ${row.name}`}</code>
              </Table.Td>
              <Table.Td>{t(`import.reason.${row.reason}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

interface ProposalProps extends Omit<ImportDialogProps, "project"> {
  readonly proposal: OntologyProposal;
  readonly onBack: () => void;
}

function Proposal({ proposal, isEmpty, onTake, onBack }: ProposalProps) {
  const t = useText("setup");
  const { document, not_taken } = proposal;
  const attributes = document.classes.flatMap((each) => each.attributes ?? []).length;
  const counts = {
    classes: document.classes.length,
    relations: (document.relations ?? []).length,
    questions: document.questions.length,
    attributes,
  };
  const isNothing = counts.classes + counts.relations + counts.questions === 0;
  return (
    <Stack>
      {isNothing ? (
        <Note tone="warn">{t("import.nothing")}</Note>
      ) : (
        <Note tone="ok">{t("import.found", counts)}</Note>
      )}
      {not_taken.length > 0 && (
        <>
          <p className={styles["version"]}>
            {t("import.notTakenAbout", { count: not_taken.length })}
          </p>
          <NotTakenTable rows={not_taken} />
        </>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack}>
          {t("import.back")}
        </Button>
        {!isEmpty && !isNothing && (
          <Button variant="default" onClick={() => onTake(document, "add")}>
            {t("import.add")}
          </Button>
        )}
        <Button disabled={isNothing} onClick={() => onTake(document, "replace")}>
          {isEmpty ? t("import.take") : t("import.replace")}
        </Button>
      </Group>
    </Stack>
  );
}

export function ImportDialog(props: ImportDialogProps) {
  const { project, onClose } = props;
  const t = useText("setup");
  const [text, setText] = useState("");
  const read = useMutation({ mutationFn: () => readOntology(project, formatOf(text), text) });
  return (
    <Dialog title={t("import.title")} size="xl" onClose={onClose}>
      {read.isSuccess ? (
        <Proposal {...props} proposal={read.data} onBack={read.reset} />
      ) : (
        <Stack>
          <Textarea
            label={t("import.text")}
            description={t("import.about")}
            data-autofocus
            minRows={10}
            maxRows={18}
            autosize
            spellCheck={false}
            classNames={{ input: styles["code"] ?? "" }}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          {read.isError && <Failed error={read.error} />}
          <Group justify="space-between">
            <FileButton
              accept=".xml,.json,.txt"
              onChange={(file) => void file?.text().then(setText)}
            >
              {(button) => (
                <Button variant="default" {...button}>
                  {t("import.file")}
                </Button>
              )}
            </FileButton>
            <Button
              loading={read.isPending}
              disabled={text.trim() === ""}
              onClick={() => read.mutate()}
            >
              {t("import.read")}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  );
}
