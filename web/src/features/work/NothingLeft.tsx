// Nothing is left for this person, and why: said as it is, with what can be done.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Duty } from "#api/types";
import { whyNothingQuery } from "#api/work";
import { useText } from "#i18n/Text";
import { Empty, LoadingLines } from "#ui/states";
import styles from "./work.module.css";

interface NothingLeftProps {
  readonly project: string;
  readonly duty: Duty;
}

export function NothingLeft({ project, duty }: NothingLeftProps) {
  const t = useText("asides");
  const page = useText("work");
  const why = useQuery(whyNothingQuery(project, duty));
  const reasons = why.data?.reasons ?? [];
  const back = (
    <Link to="/projects/$projectId/work" params={{ projectId: project }}>
      {page("leave.back")}
    </Link>
  );
  return (
    <main className={styles["alone"]}>
      <Empty alone title={t(`nothing.title.${duty}`)} action={back}>
        {why.isPending ? (
          <LoadingLines lines={1} />
        ) : (
          reasons.map((reason) => t(`nothing.why.${duty}.${reason}`)).join(" ") ||
          t(`nothing.done.${duty}`)
        )}
      </Empty>
    </main>
  );
}
