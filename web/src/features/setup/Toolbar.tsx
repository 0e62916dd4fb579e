// What can be done with an ontology as a whole: bring one, take this one along, compare versions.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { IconArrowsSplit, IconDownload, IconFileImport, IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { guidelineQuery } from "#api/projects";
import { useText } from "#i18n/Text";
import type { Ontology } from "#lib/labels";
import { afterwards } from "#ui/afterwards";
import { tidy } from "./tidy";

const ChangeDialog = afterwards(() => import("./ChangeDialog"), "ChangeDialog");
const ImportDialog = afterwards(() => import("./ImportDialog"), "ImportDialog");
const VersionsDialog = afterwards(() => import("./VersionsDialog"), "VersionsDialog");

interface ToolbarProps {
  readonly project: string;
  readonly mayEdit: boolean;
  readonly ontology: Ontology;
  /** As it is in use, without what the form has changed. */
  readonly published: Ontology;
  /** The newest version; 0 where there is none. */
  readonly latest: number;
  readonly onTake: (ontology: Ontology, how: "replace" | "add") => void;
}

function download(ontology: Ontology): void {
  const text = JSON.stringify(tidy(ontology), null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "ontology.json";
  link.click();
  URL.revokeObjectURL(url);
}

export function Toolbar(props: ToolbarProps) {
  const { project, mayEdit, ontology, published, latest, onTake } = props;
  const t = useText("setup");
  const [asked, setAsked] = useState<"import" | "versions" | "change" | null>(null);
  const guideline = useQuery({ ...guidelineQuery(project), enabled: asked === "change" });
  const close = () => setAsked(null);
  const isEmpty = ontology.classes.length + ontology.questions.length === 0;
  return (
    <Group gap="xs">
      {mayEdit && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFileImport size={16} aria-hidden="true" />}
          onClick={() => setAsked("import")}
        >
          {t("import.open")}
        </Button>
      )}
      {mayEdit && published.classes.length > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowsSplit size={16} aria-hidden="true" />}
          onClick={() => setAsked("change")}
        >
          {t("change.open")}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        disabled={isEmpty}
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        onClick={() => download(ontology)}
      >
        {t("export")}
      </Button>
      {latest > 1 && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconHistory size={16} aria-hidden="true" />}
          onClick={() => setAsked("versions")}
        >
          {t("versions.open")}
        </Button>
      )}
      {asked === "import" && (
        <ImportDialog
          project={project}
          isEmpty={isEmpty}
          onTake={(next, how) => {
            onTake(next, how);
            close();
          }}
          onClose={close}
        />
      )}
      {asked === "change" && (
        <ChangeDialog
          project={project}
          ontology={published}
          guideline={guideline.data?.number ?? 1}
          onClose={close}
        />
      )}
      {asked === "versions" && <VersionsDialog project={project} latest={latest} onClose={close} />}
    </Group>
  );
}
