// One version as it was published, with its reason; it may be the start of the next.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { versionDocumentQuery } from "#api/policy";
import { useText } from "#i18n/Text";
import { Dialog } from "#ui/Dialog";
import { Loaded } from "#ui/Loaded";
import styles from "./policy.module.css";

interface VersionDialogProps {
  readonly project: string;
  readonly number: number;
  readonly onClose: () => void;
  readonly onStartFrom?: (yaml: string) => void;
}

export function VersionDialog({ project, number, onClose, onStartFrom }: VersionDialogProps) {
  const t = useText("policy");
  const version = useQuery(versionDocumentQuery(project, number));
  return (
    <Dialog title={t("versions.number", { number })} size="lg" onClose={onClose}>
      <Loaded query={version}>
        {({ yaml, reason }) => (
          <div className={styles["form"]}>
            <p>
              <strong>{t("versions.reason")}</strong> {reason}
            </p>
            <Textarea
              label={t("yaml.label")}
              readOnly
              autosize
              minRows={10}
              maxRows={22}
              classNames={{ input: styles["code"] ?? "" }}
              value={yaml}
            />
            {onStartFrom !== undefined && (
              <Group justify="flex-end">
                <Button
                  onClick={() => {
                    onStartFrom(yaml);
                    onClose();
                  }}
                >
                  {t("versions.startFrom")}
                </Button>
              </Group>
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}
