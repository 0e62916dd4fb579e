// The states every page has: loading, empty, failed, done; each in words.
// SPDX-License-Identifier: Apache-2.0
import { Button, Skeleton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { say } from "#i18n/language";
import { useText } from "#i18n/Text";
import styles from "./ui.module.css";

/** Grey lines where text will stand. */
export function LoadingLines({ lines = 4 }: { readonly lines?: number }) {
  const t = useText("app");
  return (
    <div role="status" aria-label={t("loading")} className={styles["loading"]}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={line} height={14} width={`${88 - ((line * 17) % 40)}%`} />
      ))}
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  /** Nothing else is on the page: the title is its heading. */
  readonly alone?: boolean;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function Empty({ title, children, action, alone = false }: EmptyProps) {
  const Title = alone ? "h1" : "p";
  return (
    <div className={styles["emptyState"]}>
      <Title className={styles["emptyTitle"]}>{title}</Title>
      <p>{children}</p>
      {action}
    </div>
  );
}

type Tone = "info" | "ok" | "warn" | "bad";

const ICONS = {
  info: IconInfoCircle,
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
};

interface NoteProps {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** A message on the page: what happened, what was kept, what to do. */
export function Note({ tone, title, children, action }: NoteProps) {
  const Icon = ICONS[tone];
  return (
    <div className={styles["note"]} data-tone={tone} role={tone === "bad" ? "alert" : "status"}>
      <Icon size={18} aria-hidden="true" className={styles["noteIcon"]} />
      <div className={styles["noteBody"]}>
        {title !== undefined && <strong>{title}</strong>} {children}
      </div>
      {action}
    </div>
  );
}

/** What an error says, read without knowing its class. */
interface Told {
  readonly message: string;
  readonly remedy?: string | null;
}

const told = (error: unknown): Told =>
  error instanceof Error ? (error as Error & Told) : { message: say("app")("somethingWrong") };

interface FailedProps {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}

/** An error in words, with what to do. */
export function Failed({ error, retry }: FailedProps) {
  const t = useText("app");
  const { message, remedy } = told(error);
  const again = retry && (
    <Button size="compact-sm" variant="default" onClick={retry}>
      {t("tryAgain")}
    </Button>
  );
  return (
    <Note tone="bad" action={again}>
      {message} {remedy}
    </Note>
  );
}
