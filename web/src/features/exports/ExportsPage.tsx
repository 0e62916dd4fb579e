// What leaves the platform: requested, approved, built, downloaded; each step logged.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { exportsQuery } from "#api/release";
import { Loaded } from "#ui/Loaded";
import { Page } from "#ui/Page";
import { Empty } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import { ExportRow } from "./ExportRow";
import styles from "./exports.module.css";
import { RequestDialog } from "./RequestDialog";

export function ExportsPage() {
  const project = useProjectId();
  const offers = useOffers();
  const list = useQuery(exportsQuery(project));
  const [isRequesting, setRequesting] = useState(false);
  const request = offers("request-export") && (
    <Button onClick={() => setRequesting(true)}>Request an export</Button>
  );
  return (
    <Page
      title="Exports"
      about="Every bundle carries the proof of how its labels came about. Check it offline with sealmark-verify."
      actions={request}
    >
      <Loaded query={list}>
        {(exports) =>
          exports.length === 0 ? (
            <Empty title="Nothing was exported yet">
              An export holds reviewed labels with the redacted texts. Labels aligned to the
              originals need a second person's approval and go encrypted to a recipient's key.
            </Empty>
          ) : (
            <ul className={styles["list"]}>
              {exports.map((each) => (
                <ExportRow key={each.id} project={project} item={each} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isRequesting && <RequestDialog project={project} onClose={() => setRequesting(false)} />}
    </Page>
  );
}
