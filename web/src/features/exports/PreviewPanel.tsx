// What would leave: how many labels, the first of them, and how the file begins.
// - A look is asked for, never taken by the page itself: each is logged.
// - What is shown belongs to the choice it was made for; another choice needs another look.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { previewExport } from "#api/release";
import type { ExportPreview } from "#api/types";
import { useText } from "#i18n/Text";
import { Failed } from "#ui/states";
import { Table } from "#ui/Table";
import { type Choice, endsBeforeItBegins, toLook } from "./choice";
import styles from "./exports.module.css";
import { Sample } from "./Sample";

interface PreviewPanelProps {
  readonly project: string;
  readonly choice: Choice;
}

/** What a look depends on: the rest of the form does not change it. */
const basis = (choice: Choice): string => JSON.stringify(toLook(choice));

export function PreviewPanel({ project, choice }: PreviewPanelProps) {
  const t = useText("exports");
  const look = useMutation({
    mutationFn: async (chosen: Choice) => ({
      of: basis(chosen),
      seen: await previewExport(project, toLook(chosen)),
    }),
  });
  const seen = look.data?.of === basis(choice) ? look.data.seen : undefined;
  return (
    <section aria-label={t("preview.title")} className={styles["preview"]}>
      <div className={styles["previewHead"]}>
        <p className={styles["facts"]}>{t("preview.about")}</p>
        <Button
          variant="default"
          size="compact-sm"
          loading={look.isPending}
          disabled={endsBeforeItBegins(choice)}
          onClick={() => look.mutate(choice)}
        >
          {t("preview.act")}
        </Button>
      </div>
      {look.isError && <Failed error={look.error} />}
      {seen !== undefined && <Seen seen={seen} choice={choice} />}
    </section>
  );
}

function Seen({ seen, choice }: { readonly seen: ExportPreview; readonly choice: Choice }) {
  const t = useText("exports");
  const left = choice.unreviewed ? "preview.unreviewedIn" : "preview.unreviewedOut";
  return (
    <>
      <p role="status" className={styles["what"]}>
        {t("preview.count", { count: seen.documents })}
        {seen.unreviewed > 0 && ` ${t(left, { count: seen.unreviewed })}`}
      </p>
      {seen.documents === 0 && <p>{t("preview.nothing")}</p>}
      {seen.withheld > 0 && (
        <p className={styles["failure"]}>{t("preview.withheld", { count: seen.withheld })}</p>
      )}
      {seen.rows.length > 0 && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by keyboard, too */}
          <section className={styles["rows"]} tabIndex={0} aria-label={t("preview.rows")}>
            <Rows rows={seen.rows} />
          </section>
          <p className={styles["facts"]}>{t("preview.ids")}</p>
          <details>
            <summary>{t("preview.sample")}</summary>
            <Sample title={t("preview.sample")}>
              {seen.is_cut ? `${seen.sample}…` : seen.sample}
            </Sample>
          </details>
        </>
      )}
    </>
  );
}

function Rows({ rows }: { readonly rows: ExportPreview["rows"] }) {
  const t = useText("exports");
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("preview.text")}</Table.Th>
          <Table.Th>{t("preview.labels")}</Table.Th>
          <Table.Th>{t("preview.reviewed")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.asset_id}>
            <Table.Td className={styles["text"]} lang={row.language}>
              {row.text}
              {row.is_cut && "…"}
            </Table.Td>
            <Table.Td>{labelsOf(row, t)}</Table.Td>
            <Table.Td>{row.reviewed ? t("preview.yes") : t("preview.no")}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Row = ExportPreview["rows"][number];

function labelsOf(row: Row, t: ReturnType<typeof useText<"exports">>): string {
  const marks = row.marks.map(({ name, quote }) => `${name}: ${quote}`);
  const more = row.more_marks > 0 ? [t("preview.more", { count: row.more_marks })] : [];
  const answers = row.answers.map(({ turn, title, said }) =>
    turn === 0 ? t("preview.answer", { title, said }) : t("preview.turn", { turn, title, said }),
  );
  const untold = row.more_answers > 0 ? [t("preview.untold", { count: row.more_answers })] : [];
  return [...marks, ...more, ...answers, ...untold].join(" · ") || t("preview.noLabels");
}
