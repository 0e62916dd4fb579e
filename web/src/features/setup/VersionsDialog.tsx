// Versions of labels and questions: what differs between any two, in words.
// SPDX-License-Identifier: Apache-2.0
import { Group, NativeSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ontologyVersionQuery, versionsQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import { day } from "#lib/time";
import { Dialog } from "#ui/Dialog";
import { Loaded } from "#ui/Loaded";
import { type Difference, differences } from "./difference";
import styles from "./setup.module.css";

function DifferenceLine({ value }: { readonly value: Difference }) {
  const t = useText("setup");
  const { what, how, name, was = "", of = "" } = value;
  return (
    <li data-how={how}>
      <span className={styles["how"]}>{t(`how.${how}`)}</span>
      <span>
        {t(`what.${what}`, { name, of })}
        {was !== "" && <> {t("how.was", { name: was })}</>}
      </span>
    </li>
  );
}

function DifferenceList({ values }: { readonly values: readonly Difference[] }) {
  const t = useText("setup");
  if (values.length === 0) return <p className={styles["quiet"]}>{t("versions.same")}</p>;
  return (
    <ul className={styles["differences"]}>
      {values.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
        <DifferenceLine key={at} value={each} />
      ))}
    </ul>
  );
}

interface BetweenProps {
  readonly project: string;
  readonly from: number;
  readonly to: number;
}

function Between({ project, from, to }: BetweenProps) {
  const before = useQuery(ontologyVersionQuery(project, from));
  const after = useQuery(ontologyVersionQuery(project, to));
  return (
    <Loaded query={before}>
      {(old) => (
        <Loaded query={after}>
          {(fresh) => <DifferenceList values={differences(old.document, fresh.document)} />}
        </Loaded>
      )}
    </Loaded>
  );
}

interface VersionsDialogProps {
  readonly project: string;
  readonly latest: number;
  readonly onClose: () => void;
}

export function VersionsDialog({ project, latest, onClose }: VersionsDialogProps) {
  const t = useText("setup");
  const versions = useQuery(versionsQuery(project, "ontology"));
  const [from, setFrom] = useState(Math.max(1, latest - 1));
  const [to, setTo] = useState(latest);
  return (
    <Dialog title={t("versions.title")} size="lg" onClose={onClose}>
      <Loaded query={versions}>
        {(listed) => {
          const data = listed.map(({ number, created_at }) => ({
            value: String(number),
            label: t("versions.one", { number, day: day(created_at) }),
          }));
          return (
            <Stack>
              <Group grow>
                <NativeSelect
                  label={t("versions.from")}
                  data={data}
                  value={String(from)}
                  onChange={(event) => setFrom(Number(event.currentTarget.value))}
                />
                <NativeSelect
                  label={t("versions.to")}
                  data={data}
                  value={String(to)}
                  onChange={(event) => setTo(Number(event.currentTarget.value))}
                />
              </Group>
              <Between project={project} from={from} to={to} />
            </Stack>
          );
        }}
      </Loaded>
    </Dialog>
  );
}
