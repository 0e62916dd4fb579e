// What each person did; by pseudonym where whoever looks also works on one side of a blind review.
// SPDX-License-Identifier: Apache-2.0
import type { PersonProgress } from "#api/types";
import { useText } from "#i18n/Text";
import { TableBehind } from "#ui/charts/TableBehind";
import { Section } from "#ui/Page";
import { Note } from "#ui/states";
import { shareWords } from "./Outcomes";
import styles from "./progress.module.css";

const SHOWN_DIGITS = 8;

interface PeopleProps {
  readonly people: readonly PersonProgress[];
  readonly namesShown: boolean;
  /** So few worked that a pseudonym would be no secret. */
  readonly isWithheld: boolean;
}

export function People({ people, namesShown, isWithheld }: PeopleProps) {
  const t = useText("progress");
  const nameOf = ({ name, person }: PersonProgress) =>
    name ??
    t(namesShown ? "people.former" : "people.pseudonym", { id: person.slice(0, SHOWN_DIGITS) });
  return (
    <Section title={t("people")} about={t("people.about")}>
      {!namesShown && <Note tone="info">{t("people.blind")}</Note>}
      {people.length === 0 ? (
        <p className={styles["quiet"]}>{t(isWithheld ? "people.few" : "people.none")}</p>
      ) : (
        <TableBehind
          title={t("people")}
          file="people"
          open
          head={[
            t("people.person"),
            t("perDay.labeled"),
            t("perDay.relabeled"),
            t("people.judged"),
            t("outcomes.share"),
            t("people.reviewed"),
          ]}
          rows={people.map((each) => {
            const judged = each.accepted + each.corrected + each.sent_back;
            return [
              nameOf(each),
              each.labeled,
              each.relabeled,
              judged,
              shareWords(t, each.accepted, judged),
              each.reviewed,
            ];
          })}
        />
      )}
    </Section>
  );
}
