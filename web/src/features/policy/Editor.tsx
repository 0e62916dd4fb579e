// The draft in forms and as YAML; what the server refuses, and what is hidden less, stands above.
// SPDX-License-Identifier: Apache-2.0
import { NativeSelect, Tabs, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { packsQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import { afterwards } from "#ui/afterwards";
import { Failed, LoadingLines, Note } from "#ui/states";
import { KindsForm } from "./KindsForm";
import styles from "./policy.module.css";
import type { Studio } from "./useStudio";
import { Weaker } from "./Weaker";

function Packs({ onPick }: { readonly onPick: (yaml: string) => void }) {
  const t = useText("policy");
  const packs = useQuery(packsQuery);
  const data = (packs.data ?? []).map((pack) => ({ value: pack.name, label: pack.title }));
  return (
    <NativeSelect
      aria-label={t("packs")}
      data={[{ value: "", label: t("packs") }, ...data]}
      value=""
      onChange={(event) => {
        const pack = packs.data?.find((each) => each.name === event.currentTarget.value);
        if (pack !== undefined) onPick(pack.yaml);
      }}
    />
  );
}

const WAIT = <LoadingLines lines={6} />;
const ListsForm = afterwards(() => import("./ListsForm"), "ListsForm", WAIT);
const LimitsForm = afterwards(() => import("./LimitsForm"), "LimitsForm", WAIT);
const FORMS = { kinds: KindsForm, lists: ListsForm, limits: LimitsForm } as const;

export function Editor({ studio }: { readonly studio: Studio }) {
  const t = useText("policy");
  const { document, error } = studio;
  return (
    <section className={styles["editor"]} aria-label={t("editor")}>
      <Packs onPick={studio.type} />
      {error !== null && <Failed error={error} />}
      {studio.weaker.length > 0 && (
        <Note tone="warn" title={t("weaker.title")}>
          <Weaker ways={studio.weaker} />
        </Note>
      )}
      <Tabs defaultValue="kinds" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="kinds">{t("tab.kinds")}</Tabs.Tab>
          <Tabs.Tab value="lists">{t("tab.lists")}</Tabs.Tab>
          <Tabs.Tab value="limits">{t("tab.limits")}</Tabs.Tab>
          <Tabs.Tab value="yaml">{t("tab.yaml")}</Tabs.Tab>
        </Tabs.List>
        {(["kinds", "lists", "limits"] as const).map((name) => {
          const Form = FORMS[name];
          return (
            <Tabs.Panel key={name} value={name} className={styles["panel"] ?? ""}>
              {document === null ? (
                <p className={styles["quiet"]}>{t("editor.notYet")}</p>
              ) : (
                <Form studio={studio} document={document} />
              )}
            </Tabs.Panel>
          );
        })}
        <Tabs.Panel value="yaml" className={styles["panel"] ?? ""}>
          <Textarea
            label={t("yaml.label")}
            autosize
            minRows={18}
            maxRows={40}
            spellCheck={false}
            classNames={{ input: styles["code"] ?? "" }}
            value={studio.yaml}
            onChange={(event) => studio.type(event.currentTarget.value)}
          />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
