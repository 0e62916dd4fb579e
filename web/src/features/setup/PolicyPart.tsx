// The redaction policy as YAML: start from a pack, change it, publish with a reason.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, NativeSelect, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { packsQuery, policyQuery, publishPolicy } from "#api/projects";
import type { PolicyVersion } from "#api/types";
import { useText } from "#i18n/Text";
import { Loaded } from "#ui/Loaded";
import { ReasonDialog } from "#ui/ReasonDialog";
import { Note } from "#ui/states";
import type { PartProps } from "./part";
import styles from "./setup.module.css";
import { usePublish } from "./usePublish";

function PackPicker({ onPick }: { readonly onPick: (yaml: string) => void }) {
  const t = useText("setup");
  const packs = useQuery(packsQuery);
  const [name, setName] = useState("");
  const chosen = packs.data?.find((each) => each.name === name) ?? packs.data?.[0];
  return (
    <Group align="flex-end" gap="xs">
      <NativeSelect
        label={t("policy.pack")}
        w={260}
        data={(packs.data ?? []).map((each) => ({ value: each.name, label: each.title }))}
        value={chosen?.name ?? ""}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        variant="default"
        disabled={chosen === undefined}
        onClick={() => chosen !== undefined && onPick(chosen.yaml)}
      >
        {t("policy.usePack")}
      </Button>
    </Group>
  );
}

function Form({
  project,
  mayEdit,
  version,
}: PartProps & { readonly version: PolicyVersion | null }) {
  const t = useText("setup");
  const [yaml, setYaml] = useState(version?.yaml ?? "");
  const [isAsking, setAsking] = useState(false);
  const publish = usePublish(project, (reason: string) => publishPolicy(project, yaml, reason));
  const isChanged = yaml !== (version?.yaml ?? "");
  const onConfirm = (reason: string) =>
    publish.mutate(reason, { onSuccess: () => setAsking(false) });
  return (
    <div className={styles["policy"]}>
      <p className={styles["version"]}>
        {version === null ? t("policy.none") : t("policy.version", { number: version.number })}{" "}
        {version?.state === "proposed" ? t("policy.proposed") : t("policy.applies")}
        {!mayEdit && ` ${t("policy.readOnly")}`}
      </p>
      {mayEdit && <PackPicker onPick={setYaml} />}
      <Textarea
        label={t("policy.yaml")}
        autosize
        minRows={18}
        maxRows={40}
        readOnly={!mayEdit}
        spellCheck={false}
        value={yaml}
        onChange={(event) => setYaml(event.currentTarget.value)}
        classNames={{ input: styles["code"] ?? "" }}
      />
      {publish.isSuccess && !isChanged && <Note tone="ok">{t("published")}</Note>}
      {mayEdit && (
        <Group>
          <Button disabled={!isChanged || yaml.trim() === ""} onClick={() => setAsking(true)}>
            {t("publish", { number: (version?.number ?? 0) + 1 })}
          </Button>
        </Group>
      )}
      {isAsking && (
        <ReasonDialog
          title={t("policy.publishTitle")}
          about={t("policy.publishAbout")}
          label={t("policy.reason")}
          confirm={t("policy.confirm")}
          busy={publish.isPending}
          error={publish.error}
          onConfirm={onConfirm}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}

export function PolicyPart(props: PartProps) {
  const policy = useQuery(policyQuery(props.project));
  return <Loaded query={policy}>{(version) => <Form {...props} version={version} />}</Loaded>;
}
