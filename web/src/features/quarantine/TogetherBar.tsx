// What can be done to the chosen texts, each with one reason; its progress, and what came of it.
// SPDX-License-Identifier: Apache-2.0
import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { askForChange, foreseenQuery, type TogetherAct } from "#api/quarantine";
import { useText } from "#i18n/Text";
import type { HeldFilter } from "#lib/heldFilter";
import { useActions } from "#lib/keymap/useActions";
import { NOTHING, type Selection } from "#lib/selection";
import { notify } from "#ui/notify";
import { ReasonDialog } from "#ui/ReasonDialog";
import { Failed, Note } from "#ui/states";
import styles from "./list.module.css";
import { shortReason } from "./reasons";
import { chosenIn, type Done, useTogether } from "./useTogether";

interface TogetherBarProps {
  readonly project: string;
  readonly filter: HeldFilter;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

type Wish = TogetherAct | "wish";
type Chosen = ReturnType<typeof chosenIn>;

/** Why texts were left out, in words. */
function useLeft() {
  const t = useText("quarantine");
  return (left: Done["left"]) => {
    const musts = left.filter(
      ({ value }) => !["no-doubts", "aside-already", "not-aside"].includes(value),
    );
    const count = musts.reduce((sum, one) => sum + one.count, 0);
    const why = shortReason(musts.map(({ value }) => value).join(" "));
    const others = left.flatMap(({ value, count: number }) =>
      value === "no-doubts" || value === "aside-already" || value === "not-aside"
        ? [t(`left.${value}`, { count: number })]
        : [],
    );
    return [
      ...(count > 0 ? [t("left.must-look", { count, why })] : []),
      ...(others.length > 0 ? [t("together.left", { why: others.join(", ") })] : []),
    ].join(" ");
  };
}

/** What is about to be released, and how many of those texts nobody has opened. */
function Unseen({ project, chosen }: { readonly project: string; readonly chosen: Chosen }) {
  const t = useText("quarantine");
  const foreseen = useQuery(foreseenQuery(project, chosen));
  if (foreseen.data === undefined) return null;
  const { taken, unseen } = foreseen.data;
  const words =
    taken === 0 ? t("dialog.release.none") : t("dialog.release.unseen", { taken, unseen });
  return <strong role="status">{words}</strong>;
}

interface CameProps {
  readonly done: Done;
  readonly onGoOn: () => void;
}

function Came({ done, onGoOn }: CameProps) {
  const t = useText("quarantine");
  const left = useLeft();
  const parts = [
    done.taken > 0 ? t(`together.done.${done.act}`, { count: done.taken }) : t("together.nothing"),
    done.stopped ? t("together.stopped") : "",
    done.passed > 0 ? t("together.passed", { count: done.passed }) : "",
    left(done.left),
    done.more ? t("together.more") : "",
  ];
  return (
    <Note
      tone={done.taken > 0 && done.left.length === 0 ? "ok" : "info"}
      action={
        done.stopped && (
          <Button size="compact-sm" variant="default" onClick={onGoOn}>
            {t("together.goOn")}
          </Button>
        )
      }
    >
      {parts.filter((part) => part !== "").join(" ")}
    </Note>
  );
}

interface RunningProps {
  readonly progress: { readonly done: number; readonly total: number };
  readonly onStop: () => void;
}

function Running({ progress, onStop }: RunningProps) {
  const t = useText("quarantine");
  const share = progress.total === 0 ? 0 : (100 * progress.done) / progress.total;
  return (
    <div className={styles["bar"]} role="status">
      {t("together.running", progress)}
      <Progress value={share} aria-label={t("act.label")} className={styles["progress"] ?? ""} />
      <Button size="compact-sm" variant="default" onClick={onStop}>
        {t("together.stop")}
      </Button>
    </div>
  );
}

export function TogetherBar({ project, filter, selection, onSelect }: TogetherBarProps) {
  const t = useText("quarantine");
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Wish | null>(null);
  const { decide, progress, stop } = useTogether(project, filter);
  const wish = useMutation({
    mutationFn: (reason: string) =>
      askForChange(project, { ...chosenIn(selection, filter), reason }),
    onSuccess: async () => {
      setAsked(null);
      onSelect(NOTHING);
      notify({ text: t("wish.asked") });
      await queries.invalidateQueries({ queryKey: ["project", project, "policy"] });
    },
  });
  const count = selection.ids.size;
  const isChosen = count > 0 || selection.all;
  const back = (ids: readonly string[]) => () => {
    const chosen = { ...NOTHING, ids: new Set(ids) };
    decide.mutate({ act: "back", chosen, reason: t("dialog.back.confirm") });
  };
  const begin = (act: TogetherAct, reason: string) => {
    const ids = [...selection.ids];
    decide.mutate(
      { act, chosen: selection, reason },
      {
        onSuccess: (done) => {
          onSelect(NOTHING);
          if (act !== "aside" || ids.length === 0) return;
          notify({ text: t("together.done.aside", { count: done.taken }), undo: back(ids) });
        },
      },
    );
    setAsked(null);
  };
  const ask = (act: Wish) => () => {
    wish.reset();
    if (isChosen && !decide.isPending) setAsked(act);
  };
  const queue = filter.aside === "yes" ? ("back" as const) : ("aside" as const);
  useActions({
    "quarantine.hide": ask("hide-doubts"),
    "quarantine.release": ask("release"),
    "quarantine.aside": ask(queue),
    "quarantine.wish": ask("wish"),
  });
  if (decide.isPending && progress.total > 0) return <Running progress={progress} onStop={stop} />;
  return (
    <>
      {decide.isError && <Failed error={decide.error} />}
      {decide.isSuccess && <Came done={decide.data} onGoOn={() => decide.mutate(decide.data)} />}
      {isChosen && (
        <div className={styles["bar"]} role="toolbar" aria-label={t("act.label")}>
          <strong>{selection.all ? t("choose.allChosen") : t("choose.chosen", { count })}</strong>
          {(["release", "hide-doubts", queue, "wish"] as const).map((act) => (
            <Button
              key={act}
              size="compact-sm"
              variant={act === "release" ? "filled" : "default"}
              loading={decide.isPending}
              onClick={ask(act)}
            >
              {t(`act.${act}`)}
            </Button>
          ))}
          <span className={styles["barEnd"]}>
            {!selection.all && (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => onSelect({ ...NOTHING, all: true })}
              >
                {t("choose.all")}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" onClick={() => onSelect(NOTHING)}>
              {t("choose.none")}
            </Button>
          </span>
        </div>
      )}
      {asked !== null && (
        <ReasonDialog
          title={asked === "wish" ? t("dialog.wish.title") : t(`dialog.${asked}.title`, { count })}
          about={
            <>
              {t(`dialog.${asked}.about`)}{" "}
              {asked === "release" && (
                <Unseen project={project} chosen={chosenIn(selection, filter)} />
              )}
            </>
          }
          confirm={t(`dialog.${asked}.confirm`)}
          label={t("dialog.reason")}
          busy={wish.isPending}
          error={wish.error}
          onConfirm={(reason) => (asked === "wish" ? wish.mutate(reason) : begin(asked, reason))}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
