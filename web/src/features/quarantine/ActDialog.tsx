// A decision about one text with its reason; done once the redactor has carried it out.
// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { jobDone } from "#api/ingest";
import { askForChange, decideTogether, hideMore, recallAsset, releaseAsset } from "#api/quarantine";
import type { Place } from "#api/types";
import { useText } from "#i18n/Text";
import { notify } from "#ui/notify";
import { ReasonDialog } from "#ui/ReasonDialog";
import { lookKey } from "./useView";

export type Act = "hide" | "release" | "aside" | "back" | "wish";

interface ActDialogProps {
  readonly project: string;
  readonly asset: string;
  readonly act: Act;
  readonly places: readonly Place[];
  readonly onDone: (act: Act) => void;
  readonly onClose: () => void;
}

/** Carry a decision out; decided is not done: the redactor may refuse. */
async function carryOut({ project, asset, act, places }: ActDialogProps, reason: string) {
  switch (act) {
    case "hide":
      return jobDone(project, (await hideMore(project, asset, places, reason)).job_id);
    case "release":
      return jobDone(project, (await releaseAsset(project, asset, reason)).job_id);
    case "wish":
      return askForChange(project, { assets: [asset], reason });
    default:
      return decideTogether(project, act, { assets: [asset], reason });
  }
}

export function ActDialog(props: ActDialogProps) {
  const { project, asset, act, onDone, onClose } = props;
  const t = useText("quarantine");
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["project", project] });
  const undo = async (reason: string) => {
    if (act === "release")
      await jobDone(project, (await recallAsset(project, asset, reason)).job_id);
    else await decideTogether(project, "back", { assets: [asset], reason });
    notify({ text: t(act === "release" ? "released.undone" : "together.done.back", { count: 1 }) });
    await refresh();
  };
  const decide = useMutation({
    mutationFn: (reason: string) => carryOut(props, reason),
    onSuccess: async (_, reason) => {
      onClose();
      if (act === "release") notify({ text: t("released"), undo: () => void undo(reason) });
      if (act === "aside")
        notify({
          text: t("together.done.aside", { count: 1 }),
          undo: () => void undo(reason),
        });
      if (act === "wish") notify({ text: t("wish.asked") });
      onDone(act);
      // What was hidden is seen hidden before it is released: another look, not the old one.
      if (act === "hide") void queries.resetQueries({ queryKey: lookKey(project, asset) });
      await refresh();
    },
  });
  const words = act === "release" ? "release-one" : act;
  return (
    <ReasonDialog
      title={t(`dialog.${words}.title`, { count: 1 })}
      about={t(`dialog.${words}.about`)}
      confirm={t(`dialog.${words}.confirm`)}
      label={t("dialog.reason")}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
    />
  );
}
