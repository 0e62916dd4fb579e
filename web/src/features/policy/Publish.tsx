// Publishing the draft with a reason; what it hides less is said before.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { publishPolicy } from "#api/projects";
import type { Weakening } from "#api/types";
import { useText } from "#i18n/Text";
import { ReasonDialog } from "#ui/ReasonDialog";
import styles from "./policy.module.css";
import type { Studio } from "./useStudio";

type Way =
  | "kept"
  | "shows-more"
  | "later"
  | "age-limit"
  | "detector-gone"
  | "words-gone"
  | "patterns-gone"
  | "words-allowed"
  | "patterns-allowed"
  | "languages-added"
  | "riskier"
  | "codes-kept";

const subject = (field: string): string => field.slice(field.indexOf(".") + 1);

/** Every way in which the draft hides less than the version in force. */
export function Weaker({ ways }: { readonly ways: readonly Weakening[] }) {
  const t = useText("policy");
  return (
    <ul className={styles["ways"]}>
      {ways.map((one) => (
        <li key={`${one.field} ${one.less}`}>
          {t(`weaker.${one.less as Way}`, { what: subject(one.field), count: one.count })}
        </li>
      ))}
    </ul>
  );
}

interface PublishProps {
  readonly studio: Studio;
  readonly number: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function Publish({ studio, number, onDone, onClose }: PublishProps) {
  const t = useText("policy");
  const queries = useQueryClient();
  const isWeaker = studio.weaker.length > 0;
  const publish = useMutation({
    mutationFn: async (reason: string) => {
      // What was kept of the draft becomes the version, and ends with it.
      if (studio.isDirty) await studio.save.mutateAsync(studio.yaml);
      return publishPolicy(studio.project, studio.yaml, reason);
    },
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: ["project", studio.project] });
    },
  });
  return (
    <ReasonDialog
      title={t("publish.title", { number })}
      about={
        <>
          {t(isWeaker ? "publish.aboutWeaker" : "publish.about")}
          {isWeaker && <Weaker ways={studio.weaker} />}
        </>
      }
      label={t("reasonLabel")}
      confirm={t(isWeaker ? "publish.ask" : "publish.confirm")}
      busy={publish.isPending}
      error={publish.error}
      onConfirm={publish.mutate}
      onClose={onClose}
    />
  );
}
