// Every version: where it stands, what it covers, who must still say yes, and renewing.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { approveVersion, refuseVersion } from "#api/policy";
import type { PolicyListed } from "#api/types";
import { useText } from "#i18n/Text";
import { ago } from "#lib/time";
import { afterwards } from "#ui/afterwards";
import { ReasonDialog } from "#ui/ReasonDialog";
import { Note } from "#ui/states";
import { Table } from "#ui/Table";
import { MeasuredLine } from "./MeasuredLine";
import styles from "./policy.module.css";
import { Renewing } from "./Renewing";

const VersionDialog = afterwards(() => import("./VersionDialog"), "VersionDialog");

type Act = "approve" | "refuse";

interface DecideProps {
  readonly project: string;
  readonly version: PolicyListed;
  readonly act: Act;
  readonly onClose: () => void;
}

function Decide({ project, version, act, onClose }: DecideProps) {
  const t = useText("policy");
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (reason: string) =>
      (act === "approve" ? approveVersion : refuseVersion)(project, version.number, reason),
    onSuccess: async () => {
      onClose();
      await queries.invalidateQueries({ queryKey: ["project", project, "policy"] });
    },
  });
  return (
    <ReasonDialog
      title={t(`${act}.title`, { number: version.number })}
      about={t(`${act}.about`)}
      label={t("reasonLabel")}
      confirm={t(`${act}.confirm`)}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={decide.mutate}
      onClose={onClose}
    />
  );
}

/** What the redactor found of a version, in a sentence. */
function Judged({ version }: { readonly version: PolicyListed }) {
  const t = useText("policy");
  const { judged } = version;
  if (judged === null) return null;
  const isWeaker = judged.weakenings > 0 || judged.less > 0;
  return (
    <p className={styles["quiet"]}>
      {t(isWeaker ? "judged.weaker" : "judged.strong", {
        base: judged.base,
        ways: judged.weakenings,
        less: judged.less,
        more: judged.more,
        texts: judged.texts,
      })}
    </p>
  );
}

interface RowProps {
  readonly project: string;
  readonly version: PolicyListed;
  readonly now: number;
  readonly mayApprove: boolean;
  readonly onRead: () => void;
  readonly onAct: (act: Act) => void;
}

function Covers({ version }: { readonly version: PolicyListed }) {
  const t = useText("policy");
  const { ready, held, datasets, steps, lost_labels: labels, lost_texts: texts } = version;
  if (ready + held === 0) return <>{t("covers.nothing")}</>;
  return (
    <>
      {t("covers.texts", { ready, held, datasets })}
      {steps.map((step) => (
        <div key={step.name} className={styles["quiet"]}>
          {t("covers.step", { name: step.name, open: step.open, done: step.done })}
        </div>
      ))}
      {labels > 0 && <div className={styles["warns"]}>{t("covers.lost", { labels, texts })}</div>}
    </>
  );
}

function Row({ project, version, now, mayApprove, onRead, onAct }: RowProps) {
  const t = useText("policy");
  return (
    <Table.Tr>
      <Table.Th scope="row">{t("versions.number", { number: version.number })}</Table.Th>
      <Table.Td>
        <span className={styles["state"]} data-state={version.state}>
          {t(`state.${version.state}`)}
        </span>
        <Judged version={version} />
        {version.failure !== "" && <p className={styles["warns"]}>{version.failure}</p>}
        {version.state === "waiting" && version.mine && (
          <p className={styles["quiet"]}>{t("versions.waitsForOther")}</p>
        )}
      </Table.Td>
      <Table.Td>
        <Covers version={version} />
        <MeasuredLine project={project} number={version.number} />
      </Table.Td>
      <Table.Td>
        {ago(version.created_at, now)}
        <div className={styles["quiet"]}>
          {t(version.mine ? "versions.byYou" : "versions.byOther")}
        </div>
      </Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {version.can_approve && mayApprove && (
            <>
              <Button size="compact-sm" onClick={() => onAct("approve")}>
                {t("approve.open")}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => onAct("refuse")}>
                {t("refuse.open")}
              </Button>
            </>
          )}
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t("versions.readOne", { number: version.number })}
            onClick={onRead}
          >
            {t("versions.read")}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

interface VersionsProps {
  readonly project: string;
  readonly versions: readonly PolicyListed[];
  readonly mayApprove: boolean;
  readonly mayPublish: boolean;
  /** Put an earlier version into the editor; absent for those who do not edit. */
  readonly onStartFrom?: (yaml: string) => void;
}

export function Versions({
  project,
  versions,
  mayApprove,
  mayPublish,
  onStartFrom,
}: VersionsProps) {
  const t = useText("policy");
  const [reading, setReading] = useState<number | null>(null);
  const [deciding, setDeciding] = useState<{ version: PolicyListed; act: Act } | null>(null);
  const now = Date.now();
  return (
    <div className={styles["form"]}>
      {versions.length === 0 && <Note tone="info">{t("versions.none")}</Note>}
      <Renewing project={project} versions={versions} mayPublish={mayPublish} />
      <Table space="wide" className={styles["versions"]}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("versions.version")}</Table.Th>
            <Table.Th>{t("versions.state")}</Table.Th>
            <Table.Th>{t("versions.covers")}</Table.Th>
            <Table.Th>{t("versions.proposed")}</Table.Th>
            <Table.Th>
              <span className="sr-only">{t("versions.acts")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.map((version) => (
            <Row
              key={version.number}
              project={project}
              version={version}
              now={now}
              mayApprove={mayApprove}
              onRead={() => setReading(version.number)}
              onAct={(act) => setDeciding({ version, act })}
            />
          ))}
        </Table.Tbody>
      </Table>
      {reading !== null && (
        <VersionDialog
          project={project}
          number={reading}
          onClose={() => setReading(null)}
          {...(onStartFrom === undefined ? {} : { onStartFrom })}
        />
      )}
      {deciding !== null && (
        <Decide project={project} {...deciding} onClose={() => setDeciding(null)} />
      )}
    </div>
  );
}
