// What leaves the platform: requested, approved, built, downloaded; each step logged.
// SPDX-License-Identifier: Apache-2.0
import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { exportsQuery } from "#api/release";
import type { Export } from "#api/types";
import { Text, useText } from "#i18n/Text";
import { afterwards } from "#ui/afterwards";
import { Loaded } from "#ui/Loaded";
import { Page } from "#ui/Page";
import { Segments } from "#ui/Segments";
import { Empty } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { useOffers } from "#ui/useRoles";
import { ExportRow } from "./ExportRow";
import styles from "./exports.module.css";
import { FILTERS, type Filter, filterKey } from "./words";

const RequestDialog = afterwards(() => import("./RequestDialog"), "RequestDialog");

/** The page that verifies a bundle: it stands alone, so that it can be kept and sent along. */
const VERIFIER = "/verify.html";

export function ExportsPage() {
  const t = useText("exports");
  const project = useProjectId();
  const offers = useOffers();
  const list = useQuery(exportsQuery(project));
  const [isRequesting, setRequesting] = useState(false);
  const request = offers("request-export") && (
    <Button onClick={() => setRequesting(true)}>{t("request.title")}</Button>
  );
  return (
    <Page title={t("title")} about={t("about")} actions={request}>
      <p className={styles["verify"]}>
        <Text
          of="exports"
          is="verify"
          tags={{
            open: (
              <Anchor href={VERIFIER} target="_blank" rel="noreferrer" underline="always" inherit />
            ),
            keep: (
              <Anchor href={VERIFIER} download="sealmark-verify.html" underline="always" inherit />
            ),
          }}
        />
      </p>
      {!offers("request-export") && <p className={styles["facts"]}>{t("notYours")}</p>}
      <Loaded query={list}>{(exports) => <History project={project} exports={exports} />}</Loaded>
      {isRequesting && <RequestDialog project={project} onClose={() => setRequesting(false)} />}
    </Page>
  );
}

interface HistoryProps {
  readonly project: string;
  readonly exports: readonly Export[];
}

function History({ project, exports }: HistoryProps) {
  const t = useText("exports");
  const [filter, setFilter] = useState<Filter>("all");
  if (exports.length === 0) return <Empty title={t("empty.title")}>{t("empty.text")}</Empty>;
  const shown = exports.filter(({ state }) => FILTERS[filter](state));
  return (
    <>
      <Segments
        aria-label={t("filter.label")}
        value={filter}
        onChange={(value) => setFilter(value as Filter)}
        data={(Object.keys(FILTERS) as Filter[]).map((value) => ({
          value,
          label: t(filterKey(value)),
        }))}
      />
      {shown.length === 0 && <p className={styles["facts"]}>{t("filter.none")}</p>}
      <ul className={styles["list"]}>
        {shown.map((each) => (
          <ExportRow key={each.id} project={project} item={each} />
        ))}
      </ul>
    </>
  );
}
