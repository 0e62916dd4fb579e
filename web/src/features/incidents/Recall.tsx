// Taking a released text back: what it touches, the reason, and done when the redactor holds it.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { jobDone } from "#api/ingest";
import { recallAsset, recallQuery } from "#api/quarantine";
import { useText } from "#i18n/Text";
import { notify } from "#ui/notify";
import { ReasonDialog } from "#ui/ReasonDialog";

interface RecallProps {
  readonly project: string;
  readonly asset: string;
  readonly onClose: () => void;
}

export function Recall({ project, asset, onClose }: RecallProps) {
  const t = useText("incidents");
  const queries = useQueryClient();
  const touched = useQuery(recallQuery(project, asset));
  const recall = useMutation({
    mutationFn: async (reason: string) =>
      jobDone(project, (await recallAsset(project, asset, reason)).job_id),
    onSuccess: async () => {
      onClose();
      notify({ text: t("recall.done") });
      await queries.invalidateQueries({ queryKey: ["project", project] });
    },
  });
  const counts = touched.data;
  return (
    <ReasonDialog
      title={t("recall.title")}
      about={
        <>
          {t("recall.about")}
          {counts !== undefined && (
            <>
              {" "}
              <strong>{t("recall.touches", counts)}</strong>
              {counts.exports > 0 && ` ${t("recall.exports", { count: counts.exports })}`}
            </>
          )}
        </>
      }
      confirm={t("recall.confirm")}
      label={t("dialog.reason")}
      busy={recall.isPending}
      error={recall.error ?? touched.error}
      onConfirm={recall.mutate}
      onClose={onClose}
    />
  );
}
