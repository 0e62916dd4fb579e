// What one person sees here, in plain sentences: what the server's policies answer for them now.
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from "@tanstack/react-query";
import { sightQuery } from "#api/projects";
import type { Sight as Seen } from "#api/types";
import { keysOf } from "#i18n/language";
import type { Key } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import { clock } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { Note } from "#ui/states";
import styles from "./people.module.css";

/** The sentences of what is allowed, each once, in their order in the list of texts. */
function sentencesOf(actions: readonly string[]): readonly Key<"people">[] {
  return keysOf("people").filter((key) => {
    const [, action] = key.split(/^sees\./);
    return action !== undefined && actions.includes(action);
  });
}

function Told({ seen, name }: { readonly seen: Seen; readonly name: string }) {
  const t = useText("people");
  const sentences = sentencesOf(seen.actions);
  if (seen.suspended !== null || seen.outside !== null) {
    return <Note tone="info">{t(seen.outside === null ? "sees-suspended" : "sees-outside")}</Note>;
  }
  return (
    <>
      <ul className={styles["sees"]}>
        {sentences.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p className={styles["email"]}>{t("sees-never", { name })}</p>
      {seen.desk !== null && (
        <p>{t(`sees-desk-${seen.desk.duty}`, { until: clock(seen.desk.until) })}</p>
      )}
      {!seen.desk_told && <p className={styles["email"]}>{t("sees-desk-blind")}</p>}
      {seen.held && <p className={styles["email"]}>{t("sees-held")}</p>}
    </>
  );
}

export function Sight({
  project,
  user,
  name,
}: {
  readonly project: string;
  readonly user: string;
  readonly name: string;
}) {
  const t = useText("people");
  const seen = useQuery(sightQuery(project, user));
  return (
    <section aria-label={t("sees")}>
      <h3 className={styles["part"]}>{t("sees")}</h3>
      <Loaded query={seen}>{(loaded) => <Told seen={loaded} name={name} />}</Loaded>
    </section>
  );
}
