// What the redaction policy says now; it is changed in the policy studio.
// SPDX-License-Identifier: Apache-2.0
import { Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { policyQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import { ButtonLink } from "#ui/ButtonLink";
import { Loaded } from "#ui/Loaded";
import { Note } from "#ui/states";
import type { PartProps } from "./part";
import styles from "./setup.module.css";

export function PolicyPart({ project, mayEdit }: PartProps) {
  const t = useText("setup");
  const policy = useQuery(policyQuery(project));
  return (
    <Loaded query={policy}>
      {(version) =>
        version === null ? (
          <Note tone="info">{t("policy.none")}</Note>
        ) : (
          <div className={styles["policy"]}>
            <p className={styles["version"]}>
              {t("policy.version", { number: version.number })}{" "}
              {version.state === "proposed" ? t("policy.proposed") : t("policy.applies")}{" "}
              {t(mayEdit ? "policy.studio" : "policy.readOnly")}
            </p>
            <div>
              <ButtonLink to="/projects/$projectId/policy" params={{ projectId: project }}>
                {t("policy.open")}
              </ButtonLink>
            </div>
            <Textarea
              label={t("policy.yaml")}
              autosize
              minRows={18}
              maxRows={40}
              readOnly
              spellCheck={false}
              value={version.yaml}
              classNames={{ input: styles["code"] ?? "" }}
            />
          </div>
        )
      }
    </Loaded>
  );
}
