// What a change would touch, counted, and where the tasks concerned are listed.
// SPDX-License-Identifier: Apache-2.0
import { Link } from "@tanstack/react-router";
import type { ChangePreview } from "#api/types";
import { useText } from "#i18n/Text";
import type { SpanClass } from "#lib/labels";
import { Note } from "#ui/states";
import type { Wanted } from "./change";
import styles from "./setup.module.css";

interface CountsProps {
  readonly project: string;
  readonly preview: ChangePreview;
  readonly wanted: Wanted;
  readonly classes: readonly SpanClass[];
}

/** Where the tasks are listed that a change touches, a link per label. */
function Concerned({ project, wanted, classes }: Omit<CountsProps, "preview">) {
  const t = useText("setup");
  const before = wanted.kind === "reopen" ? { before_guideline: wanted.below } : {};
  const named = classes.filter(({ id }) => wanted.classes.includes(id));
  const searches =
    named.length === 0
      ? [{ search: before, words: t("change.see") }]
      : named.map(({ id, name }) => ({
          search: { ...before, label: id },
          words: t("change.seeLabel", { name }),
        }));
  return searches.map(({ search, words }) => (
    <li key={words}>
      <Link to="/projects/$projectId/tasks" params={{ projectId: project }} search={search}>
        {words}
      </Link>
    </li>
  ));
}

export function ChangeCounts({ project, preview, wanted, classes }: CountsProps) {
  const t = useText("setup");
  const { kind } = wanted;
  const { documents, held, looked_into, spans, relations_lost, attributes_lost } = preview;
  if (documents === 0) return <Note tone="ok">{t("change.touchesNothing")}</Note>;
  const isPart = looked_into > 0 && looked_into < documents;
  return (
    <Note tone="warn" title={t("change.touches", { count: documents })}>
      <ul className={styles["counts"]}>
        <li>{t("change.states", { ...preview })}</li>
        {kind !== "reopen" && looked_into > 0 && (
          <li>
            {t("change.spans", { count: spans })}
            {isPart && ` ${t("change.first", { count: looked_into })}`}
          </li>
        )}
        {relations_lost > 0 && <li>{t("change.relations", { count: relations_lost })}</li>}
        {attributes_lost > 0 && <li>{t("change.attributes", { count: attributes_lost })}</li>}
        {held > 0 && <li>{t("change.held", { count: held })}</li>}
        <Concerned project={project} wanted={wanted} classes={classes} />
      </ul>
    </Note>
  );
}
