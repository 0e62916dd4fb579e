// Code that is fetched when it is first needed; where it cannot be, its place says so.
// - Nothing else on screen goes: what was typed stays, and nothing is loaded anew unless asked for.
// - A part that is gone is one of an earlier version: the app was brought up to date meanwhile.
// - A browser asks for a module once in a document's life: only loading the page anew asks again.
// SPDX-License-Identifier: Apache-2.0
import { Button, Group } from "@mantine/core";
import { type ComponentType, createElement, use, useState } from "react";
import { loadTexts } from "#i18n/language";
import type { Namespace } from "#i18n/namespaces";
import { useText } from "#i18n/Text";
import styles from "./floating.module.css";
import { Empty, Note } from "./states";

type Why = "offline" | "gone";
type Fetched<Props> = { readonly found: ComponentType<Props> } | { readonly why: Why };

async function reason(): Promise<Why> {
  try {
    await fetch("/healthz", { cache: "no-store" });
    return "gone";
  } catch {
    return "offline";
  }
}

interface MissingProps {
  readonly first: Why;
  readonly isPage: boolean;
  /** It stands over the page, as what was asked for would. */
  readonly onClose?: (() => void) | undefined;
}

function Missing({ first, isPage, onClose }: MissingProps) {
  const t = useText("app");
  const [why, setWhy] = useState(first);
  const loadAnew = async () => {
    const now = await reason();
    // Without a network the browser would take this page away and show a page of its own.
    if (now === "gone") window.location.reload();
    setWhy(now);
  };
  const actions = (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" onClick={() => void loadAnew()}>
        {t("missing.reload")}
      </Button>
      {onClose !== undefined && (
        <Button size="compact-sm" variant="default" onClick={onClose}>
          {t("close")}
        </Button>
      )}
    </Group>
  );
  if (isPage) {
    return (
      <div role="alert" className={styles["missingPage"]}>
        <Empty alone title={t("missing.page")} action={actions}>
          {t(`missing.${why}`)}
        </Empty>
      </div>
    );
  }
  return (
    <div className={onClose === undefined ? undefined : styles["missing"]}>
      <Note tone="bad" title={t("missing.title")} action={actions}>
        {t(`missing.${why}`)}
      </Note>
    </div>
  );
}

interface LaterOptions {
  /** What it says: fetched beside it. */
  readonly texts?: readonly Namespace[];
  readonly isPage?: boolean;
}

/** A component whose code comes when it is first shown; `preload` fetches it and never fails. */
export function later<Props extends object>(
  fetchIt: () => Promise<ComponentType<Props>>,
  { texts = [], isPage = false }: LaterOptions = {},
) {
  let fetched: Promise<Fetched<Props>> | null = null;
  let known: Fetched<Props> | null = null;
  const attempt = async (): Promise<Fetched<Props>> => {
    try {
      const [found] = await Promise.all([fetchIt(), loadTexts(...texts)]);
      known = { found };
    } catch {
      known = { why: await reason() };
    }
    return known;
  };
  const start = () => {
    fetched ??= attempt();
    return fetched;
  };
  const preload = async () => {
    await start();
  };
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, not in a page
  function Later(props: Props) {
    const got = known ?? use(start());
    if ("found" in got) return createElement(got.found, props);
    const { onClose } = props as { readonly onClose?: () => void };
    return <Missing first={got.why} isPage={isPage} onClose={onClose} />;
  }
  return Object.assign(Later, { preload });
}
