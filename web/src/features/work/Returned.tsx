// What came back and why: the comment on the whole, and those on single marks, each leading there.
// SPDX-License-Identifier: Apache-2.0
import { useText } from "#i18n/Text";
import type { Labels, Span } from "#lib/labels";
import { Note } from "#ui/states";
import type { Workspace } from "./useWorkspace";
import styles from "./work.module.css";

interface Said {
  readonly comment: string;
  readonly notes: readonly { readonly id: string; readonly comment: string }[];
  /** What was said repeats what should not be seen: it is not shown. */
  readonly hushed: boolean;
}

interface ReturnedProps {
  readonly workspace: Workspace;
  readonly title: string;
  readonly said: Said;
  /** The labels that the comments were made on. */
  readonly made: Labels;
}

function Mark({ workspace, span }: { readonly workspace: Workspace; readonly span: Span }) {
  const { editor, editing, labels } = workspace;
  const words = `${editor.quote(span)} (${editor.paints.get(span.class_id)?.name ?? "?"})`;
  if (!labels.spans.some((one) => one.id === span.id)) return <s dir="auto">{words}</s>;
  return (
    <button type="button" className={styles["markLink"]} onClick={() => editing.select(span.id)}>
      <bdi>{words}</bdi>
    </button>
  );
}

export function Returned({ workspace, title, said, made }: ReturnedProps) {
  const t = useText("work");
  const spans = new Map(made.spans.map((span) => [span.id, span]));
  return (
    <Note tone="warn" title={title}>
      {said.hushed ? t("content.hushed") : said.comment}
      {said.notes.length > 0 && (
        <ul className={styles["returnedNotes"]}>
          {said.notes.map(({ id, comment }) => {
            const span = spans.get(id);
            return (
              <li key={id}>
                {span !== undefined && <Mark workspace={workspace} span={span} />}{" "}
                <span dir="auto">{comment}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Note>
  );
}
