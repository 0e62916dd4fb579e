// The people of a project: their roles, invitations, and until when.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import { afterwards } from "#ui/afterwards";
import { Loaded } from "#ui/Loaded";
import { Page } from "#ui/Page";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import { Invitations } from "./Invitations";
import { Members } from "./Members";

const InviteDialog = afterwards(() => import("./InviteDialog"), "InviteDialog");
const InviteManyDialog = afterwards(() => import("./InviteManyDialog"), "InviteManyDialog");

export function PeoplePage() {
  const t = useText("people");
  const project = useProjectId();
  const offers = useOffers();
  const members = useQuery(membersQuery(project));
  const [inviting, setInviting] = useState<"one" | "many" | null>(null);
  const close = () => setInviting(null);
  const invite = offers("manage-people") && (
    <>
      <Button variant="default" onClick={() => setInviting("many")}>
        {t("inviteMany")}
      </Button>
      <Button onClick={() => setInviting("one")}>{t("invite")}</Button>
    </>
  );
  return (
    <Page title={t("title")} wide about={t("about")} actions={invite}>
      <Loaded query={members}>{(list) => <Members project={project} members={list} />}</Loaded>
      {offers("manage-people") && <Invitations project={project} />}
      {inviting === "one" && <InviteDialog project={project} onClose={close} />}
      {inviting === "many" && <InviteManyDialog project={project} onClose={close} />}
    </Page>
  );
}
