// Privacy in numbers: what is hidden, what waits, what was missed, who met how much; never a text.
// SPDX-License-Identifier: Apache-2.0
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { countFigures, type Privacy, privacyQuery } from "#api/privacy";
import { useText } from "#i18n/Text";
import { RANGES, USUAL_RANGE } from "#lib/ranges";
import { dayAndTime } from "#lib/time";
import { Loaded } from "#ui/Loaded";
import { Page } from "#ui/Page";
import { Segments } from "#ui/Segments";
import { Empty, Failed, LoadingLines, Note } from "#ui/states";
import { useProjectId } from "#ui/useProjectId";
import { Figures } from "./Figures";
import { MeasuredSection } from "./MeasuredSection";
import { OverTime } from "./OverTime";
import { Standing } from "./Standing";

const DAY_MS = 86_400_000;
const since = (days: number): string =>
  new Date(Date.now() - (days - 1) * DAY_MS).toISOString().slice(0, "2026-01-31".length);

/** What was counted long ago is counted anew as soon as somebody looks. */
function useFresh(project: string, first: string) {
  const queries = useQueryClient();
  const query = privacyQuery(project, first);
  const found = useQuery(query);
  const isDue = found.data?.stale === true && !found.data.counting;
  const again = async () => {
    await countFigures(project);
    await queries.invalidateQueries({ queryKey: ["project", project, "privacy"] });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it is due
  useEffect(() => {
    if (isDue) void again();
  }, [isDue]);
  return { found, again };
}

function All({ privacy, days }: { readonly privacy: Privacy; readonly days: number }) {
  const t = useText("privacy");
  const texts = privacy.assets.reduce((all, one) => all + one.count, 0);
  if (privacy.counted_at === null) return <LoadingLines lines={8} />;
  if (texts === 0) return <Empty title={t("none")}>{t("noneAbout")}</Empty>;
  return (
    <>
      {!privacy.exact && <Note tone="info">{t("rounded")}</Note>}
      <Figures privacy={privacy} />
      <Standing privacy={privacy} />
      <OverTime privacy={privacy} days={days} />
    </>
  );
}

export function PrivacyPage() {
  const t = useText("privacy");
  const project = useProjectId();
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const days = search.days ?? USUAL_RANGE;
  const { found, again } = useFresh(project, since(days));
  const counted = found.data?.counted_at ?? null;
  const about = counted === null ? t("counting") : t("asOf", { time: dayAndTime(counted) });
  return (
    <Page
      title={t("title")}
      wide
      about={found.data?.counting ? t("counting") : about}
      actions={
        <>
          <Segments
            aria-label={t("range")}
            value={String(days)}
            data={RANGES.map((each) => ({
              value: String(each),
              label: t("days", { count: each }),
            }))}
            onChange={(next) =>
              void navigate({ to: ".", search: { days: Number(next) }, replace: true })
            }
          />
          <Button
            size="compact-sm"
            variant="default"
            disabled={found.data?.counting ?? true}
            onClick={() => void again()}
          >
            {t("countAgain")}
          </Button>
        </>
      }
    >
      {found.isError && found.data !== undefined && <Failed error={found.error} />}
      <Loaded query={found} lines={8}>
        {(privacy) => <All privacy={privacy} days={days} />}
      </Loaded>
      <MeasuredSection project={project} />
    </Page>
  );
}
