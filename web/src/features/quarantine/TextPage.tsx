// One quarantined text: what is hidden already, what the redactor doubted, and the decision.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { Page } from "#ui/Page";
import { Failed, LoadingLines, Note } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { Decision } from "./Decision";
import { reasonWords } from "./reasons";
import { useView } from "./useView";

export function TextPage() {
  const project = useProjectId();
  const { assetId = "" } = useParams({ strict: false });
  const { view, isOver } = useView(project, assetId);
  const again = () => void view.refetch();
  return (
    <Page
      title="Decide about a text"
      wide
      about="Hide what should not be seen, then release it. Each look and each decision is logged."
      actions={
        <Link to="/projects/$projectId/quarantine" params={{ projectId: project }}>
          Back to the list
        </Link>
      }
    >
      {view.isPending && (
        <>
          <p role="status">The redactor prepares the text…</p>
          <LoadingLines lines={8} />
        </>
      )}
      {view.isError && <Failed error={view.error} retry={again} />}
      {isOver && (
        <Note
          tone="info"
          title="This look has ended."
          action={
            <Button size="compact-sm" variant="default" onClick={again}>
              Look again
            </Button>
          }
        >
          The text is hidden again.
        </Note>
      )}
      {view.data !== undefined && !isOver && (
        <>
          <p>
            {reasonWords(view.data.reason)}. Risk left: {view.data.risk.toFixed(2)}, on a scale from
            0 to 1, as the redactor last judged it.
          </p>
          <Decision key={view.data.expires_at} project={project} asset={assetId} view={view.data} />
        </>
      )}
    </Page>
  );
}
