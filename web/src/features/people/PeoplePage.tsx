// The people of a project: their roles, invitations, and until when.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "#api/projects";
import { Loaded } from "#ui/Loaded";
import { Page } from "#ui/Page";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";
import { Members } from "./Members";

export function PeoplePage() {
  const project = useProjectId();
  const offers = useOffers();
  const members = useQuery(membersQuery(project));
  const [isInviting, setInviting] = useState(false);
  const invite = offers("manage-people") && (
    <Button onClick={() => setInviting(true)}>Invite someone</Button>
  );
  return (
    <Page
      title="People"
      wide
      about="Nobody reviews a text they labeled, and neither side learns who the other is."
      actions={invite}
    >
      <Loaded query={members}>{(list) => <Members project={project} members={list} />}</Loaded>
      {offers("manage-people") && <Invitations project={project} />}
      {isInviting && <InviteDialog project={project} onClose={() => setInviting(false)} />}
    </Page>
  );
}
