// Setting a project up: labels and questions, guideline, redaction policy, steps.
// - Each part has versions; publishing makes a new one, old ones stay as they were.
// SPDX-License-Identifier: Apache-2.0
import { Tabs } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { Key } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import type { Offer } from "#lib/roles";
import { afterwards } from "#ui/afterwards";
import { Page } from "#ui/Page";
import { LoadingLines } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import { PathPart } from "./PathPart";
import type { PartProps } from "./part";
import styles from "./setup.module.css";

const WAIT = <LoadingLines lines={8} />;
const LabelsPart = afterwards(() => import("./LabelsPart"), "LabelsPart", WAIT);
const GuidelinePart = afterwards(() => import("./GuidelinePart"), "GuidelinePart", WAIT);
const PolicyPart = afterwards(() => import("./PolicyPart"), "PolicyPart", WAIT);
const StepsPart = afterwards(() => import("./StepsPart"), "StepsPart", WAIT);
const ProtectionPart = afterwards(() => import("./ProtectionPart"), "ProtectionPart", WAIT);

interface Part {
  readonly id: string;
  readonly name: Key<"setup">;
  readonly read: Offer;
  readonly edit: Offer;
  readonly Body: (props: PartProps) => React.ReactNode;
}

const PARTS: readonly Part[] = [
  { id: "path", name: "page.path", read: "read-steps", edit: "edit-steps", Body: PathPart },
  {
    id: "labels",
    name: "page.labels",
    read: "setup",
    edit: "edit-labels",
    Body: LabelsPart,
  },
  {
    id: "guideline",
    name: "page.guideline",
    read: "setup",
    edit: "edit-guideline",
    Body: GuidelinePart,
  },
  {
    id: "policy",
    name: "page.policy",
    read: "read-policy",
    edit: "edit-policy",
    Body: PolicyPart,
  },
  { id: "steps", name: "page.steps", read: "read-steps", edit: "edit-steps", Body: StepsPart },
  {
    id: "protection",
    name: "page.protection",
    read: "read-protection",
    edit: "exempt",
    Body: ProtectionPart,
  },
];

export function SetupPage() {
  const t = useText("setup");
  const project = useProjectId();
  const offers = useOffers();
  const { part } = useSearch({ strict: false });
  const navigate = useNavigate();
  const parts = PARTS.filter((each) => offers(each.read));
  const current = parts.find((each) => each.id === part) ?? parts[0];
  const onPart = (id: string | null) => {
    if (id === null) return;
    const params = { projectId: project };
    void navigate({ to: "/projects/$projectId/setup", params, search: { part: id } });
  };
  return (
    <Page title={t("page.title")} wide>
      <Tabs value={current?.id ?? null} onChange={onPart} keepMounted={false}>
        <Tabs.List>
          {parts.map((each) => (
            <Tabs.Tab key={each.id} value={each.id}>
              {t(each.name)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {parts.map(({ id, edit, Body }) => (
          <Tabs.Panel key={id} value={id} className={styles["panel"]}>
            <Body project={project} mayEdit={offers(edit)} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
