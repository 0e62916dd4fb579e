// Publishing the draft with a reason; what it hides less is said before.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { publishPolicy } from "#api/projects";
import { useText } from "#i18n/Text";
import { ReasonDialog } from "#ui/ReasonDialog";
import type { Studio } from "./useStudio";
import { Weaker } from "./Weaker";

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
