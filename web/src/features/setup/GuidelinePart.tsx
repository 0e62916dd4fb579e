// The guideline: Markdown at the left, what labelers will read at the right.
// SPDX-License-Identifier: Apache-2.0
import { Button, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { guidelineQuery, publishGuideline } from "#api/projects";
import type { GuidelineVersion } from "#api/types";
import { Loaded } from "#ui/Loaded";
import { Markdown } from "#ui/Markdown";
import { Failed, Note } from "#ui/states";
import type { PartProps } from "./part";
import styles from "./setup.module.css";
import { usePublish } from "./usePublish";

const START = `# What to mark

Say what belongs to each label, with an example that is easy and one that is hard.

## What not to mark
`;

function Form({
  project,
  mayEdit,
  version,
}: PartProps & { readonly version: GuidelineVersion | null }) {
  const [body, setBody] = useState(version?.body ?? START);
  const publish = usePublish(project, (next: string) => publishGuideline(project, next));
  const isChanged = body !== version?.body;
  return (
    <>
      <p className={styles["version"]}>
        {version === null ? "No version yet." : `Version ${version.number} is in use.`} Every label
        remembers the version it was made under. Do not put anyone's data into it.
      </p>
      <div className={styles["split"]}>
        {mayEdit && (
          <Textarea
            label="Markdown"
            autosize
            minRows={18}
            value={body}
            onChange={(event) => setBody(event.currentTarget.value)}
            classNames={{ input: styles["code"] ?? "" }}
          />
        )}
        <section aria-label="As labelers read it" className={styles["preview"]}>
          <Markdown source={body} />
        </section>
      </div>
      {publish.isError && <Failed error={publish.error} />}
      {publish.isSuccess && !isChanged && <Note tone="ok">Published.</Note>}
      {mayEdit && (
        <Button
          mt="md"
          loading={publish.isPending}
          disabled={!isChanged || body.trim() === ""}
          onClick={() => publish.mutate(body)}
        >
          Publish version {(version?.number ?? 0) + 1}
        </Button>
      )}
    </>
  );
}

export function GuidelinePart(props: PartProps) {
  const guideline = useQuery(guidelineQuery(props.project));
  return <Loaded query={guideline}>{(version) => <Form {...props} version={version} />}</Loaded>;
}
