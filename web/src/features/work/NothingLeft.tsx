// Nothing is left for this person, and why: said as it is, with what can be done.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Duty, WhyNothing } from "#api/types";
import { whyNothingQuery } from "#api/work";
import { Empty, LoadingLines } from "#ui/states";
import styles from "./work.module.css";

type Sentences = Readonly<Record<WhyNothing, string>>;

const WHY: Readonly<Record<Duty, Sentences>> = {
  label: {
    none_yet: "No texts have been added to this project yet.",
    with_others: "Other people have the rest open right now. What they give back comes to you.",
    meant_for_others: "What is left is meant for somebody else.",
    own: "What is left was with you before.",
    skipped: "Some texts were skipped and wait for the team manager.",
    on_their_way: "More texts are being prepared, or wait for the data steward.",
  },
  review: {
    none_yet: "Nothing has been handed in for review yet.",
    with_others: "Other reviewers have the rest open right now.",
    meant_for_others: "What is left is meant for another reviewer.",
    own: "The rest was labeled by you, and nobody reviews their own work.",
    skipped: "Some texts were skipped and wait for the team manager.",
    on_their_way: "More texts are being prepared; they come here after labeling.",
  },
};

const DONE: Readonly<Record<Duty, string>> = {
  label: "Every text of this project is labeled. New ones appear here when more are added.",
  review: "Everything that was drawn for review is reviewed. Texts come here after labeling.",
};

interface NothingLeftProps {
  readonly project: string;
  readonly duty: Duty;
}

export function NothingLeft({ project, duty }: NothingLeftProps) {
  const why = useQuery(whyNothingQuery(project, duty));
  const reasons = why.data?.reasons ?? [];
  const back = (
    <Link to="/projects/$projectId/work" params={{ projectId: project }}>
      Back to your work
    </Link>
  );
  return (
    <main className={styles["alone"]}>
      <Empty alone title={`Nothing left to ${duty} right now`} action={back}>
        {why.isPending ? (
          <LoadingLines lines={1} />
        ) : (
          reasons.map((reason) => WHY[duty][reason]).join(" ") || DONE[duty]
        )}
      </Empty>
    </main>
  );
}
