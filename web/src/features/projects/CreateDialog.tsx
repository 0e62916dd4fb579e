// A new project: a name and the policy pack it starts with.
// SPDX-License-Identifier: Apache-2.0
import { Checkbox, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { createProject, packsQuery } from "#api/projects";
import { sessionQuery } from "#api/session";
import { useText } from "#i18n/Text";
import { Dialog } from "#ui/Dialog";
import { SubmitRow } from "#ui/SubmitRow";
import { Failed } from "#ui/states";

interface CreateDialogProps {
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

export function CreateDialog({ organizations, onClose }: CreateDialogProps) {
  const t = useText("projects");
  const [name, setName] = useState("");
  const [organization, setOrganization] = useState(organizations[0]?.id ?? "");
  const [pack, setPack] = useState("");
  const [isHeld, setHeld] = useState(true);
  const packs = useQuery(packsQuery);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const chosenPack = pack === "" ? (packs.data?.[0]?.name ?? "") : pack;
  const create = useMutation({
    mutationFn: () => createProject(organization, name.trim(), chosenPack, isHeld),
    onSuccess: async (project) => {
      await queries.refetchQueries(sessionQuery);
      const params = { projectId: project.id };
      await navigate(
        isHeld
          ? { to: "/projects/$projectId/setup", params, search: { part: "path" } }
          : { to: "/projects/$projectId", params },
      );
    },
  });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <Dialog title={t("create")} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <Stack>
          <TextInput
            label={t("create.name")}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {organizations.length > 1 && (
            <NativeSelect
              label={t("create.organization")}
              data={organizations.map(({ id, name: label }) => ({ value: id, label }))}
              value={organization}
              onChange={(event) => setOrganization(event.currentTarget.value)}
            />
          )}
          <NativeSelect
            label={t("create.policy")}
            description={t("create.policyAbout")}
            data={(packs.data ?? []).map((each) => ({ value: each.name, label: each.title }))}
            value={chosenPack}
            onChange={(event) => setPack(event.currentTarget.value)}
          />
          <Checkbox
            label={t("create.held")}
            description={t("create.heldAbout")}
            checked={isHeld}
            onChange={(event) => setHeld(event.currentTarget.checked)}
          />
          {packs.isError && <Failed error={packs.error} />}
          <SubmitRow
            confirm={t("create.submit")}
            busy={create.isPending}
            disabled={name.trim() === "" || chosenPack === ""}
            error={create.error}
            onClose={onClose}
          />
        </Stack>
      </form>
    </Dialog>
  );
}
