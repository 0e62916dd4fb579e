// The list beside an open text: which one is open, and the way to the others.
// SPDX-License-Identifier: Apache-2.0
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Held } from "#api/quarantine";
import { useText } from "#i18n/Text";
import type { HeldFilter } from "#lib/heldFilter";
import { ago } from "#lib/time";
import styles from "./quarantine.module.css";
import { doubtsOf, riskWords, shortReason } from "./reasons";

interface RailProps {
  readonly project: string;
  readonly items: readonly Held[];
  readonly asset: string;
  readonly filter: HeldFilter;
}

export function Rail({ project, items, asset, filter }: RailProps) {
  const t = useText("quarantine");
  const open = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is open
  useEffect(() => {
    open.current?.scrollIntoView({ block: "nearest" });
  }, [asset]);
  const now = Date.now();
  return (
    <nav className={styles["rail"]} aria-label={t("rail.label")}>
      <ul>
        {items.map((item) => (
          <li key={item.asset_id} ref={item.asset_id === asset ? open : undefined}>
            <Link
              to="/projects/$projectId/quarantine/$assetId"
              params={{ projectId: project, assetId: item.asset_id }}
              search={filter}
              aria-current={item.asset_id === asset ? "true" : undefined}
            >
              <span className={styles["railWhy"]}>
                {shortReason(item.reason)} <b>{riskWords(item.risk)}</b>
              </span>
              <small>{[doubtsOf(item), ago(item.since, now)].filter(Boolean).join(" · ")}</small>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
