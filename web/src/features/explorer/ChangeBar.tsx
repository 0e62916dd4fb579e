// What can be done to the chosen tasks; a change to very many asks first and shows its progress.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useState } from "react";
import type { Member } from "#api/types";
import { useText } from "#i18n/Text";
import { NOTHING, type Selection } from "#lib/selection";
import type { Filter } from "#lib/taskFilter";
import { afterwards } from "#ui/afterwards";
import { Dialog } from "#ui/Dialog";
import { Failed, Note } from "#ui/states";
import styles from "./explorer.module.css";
import { type Act, useChange } from "./useChange";

const AssignMenu = afterwards(() => import("./AssignMenu"), "AssignMenu");

interface ChangeBarProps {
  readonly project: string;
  readonly filter: Filter;
  readonly members: readonly Member[];
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

export function ChangeBar({ project, filter, members, selection, onSelect }: ChangeBarProps) {
  const t = useText("explorer");
  const [asked, setAsked] = useState<Act | null>(null);
  const { change, progress, stop } = useChange(project, filter);
  const begin = (act: Act) => {
    setAsked(null);
    change.mutate({ act, chosen: selection }, { onSuccess: () => onSelect(NOTHING) });
  };
  const wish = (act: Act) => (selection.all ? setAsked(act) : begin(act));
  const role = (filter.duty ?? "label") === "label" ? "labeler" : "reviewer";
  const able = members.filter(
    (member) => member.suspended === null && member.grants.some((grant) => grant.role === role),
  );
  const count = selection.ids.size;
  if (change.isPending) {
    return (
      <div className={styles["bar"]} role="status">
        {t("changing", { count: progress.changed, looked: progress.looked })}
        <Button size="compact-sm" variant="default" onClick={stop}>
          {t("stop")}
        </Button>
      </div>
    );
  }
  return (
    <>
      {change.isError && <Failed error={change.error} />}
      {change.isSuccess && (
        <Note tone="ok">
          {t(change.data.stopped ? "changed-stopped" : "changed", {
            count: change.data.changed,
            left: change.data.left,
          })}
        </Note>
      )}
      {(count > 0 || selection.all) && (
        <div className={styles["bar"]} role="toolbar" aria-label={t("act")}>
          <strong>{selection.all ? t("all-matching") : t("chosen", { count })}</strong>
          <AssignMenu able={able} none={t(`no-${role}`)} onWish={wish} />
          {(["first", "normal", "last"] as const).map((act) => (
            <Button key={act} size="compact-sm" variant="default" onClick={() => wish({ act })}>
              {t(`priority-${act}`)}
            </Button>
          ))}
          <Button size="compact-sm" variant="default" onClick={() => wish({ act: "put_back" })}>
            {t("put-back")}
          </Button>
          <span className={styles["barEnd"]}>
            {!selection.all && (
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => onSelect({ ...NOTHING, all: true })}
              >
                {t("choose-all")}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" onClick={() => onSelect(NOTHING)}>
              {t("choose-none")}
            </Button>
          </span>
        </div>
      )}
      {asked !== null && (
        <Dialog title={t("sure-title")} onClose={() => setAsked(null)}>
          <p>{t("sure")}</p>
          <Button onClick={() => begin(asked)}>{t("sure-go")}</Button>
        </Dialog>
      )}
    </>
  );
}
