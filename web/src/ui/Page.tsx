// The frame of an ordinary page: one heading, a line about it, its actions at the right.
// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect } from "react";
import styles from "./ui.module.css";

interface PageProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** Name the browser's tab; never with content. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Sealmark`;
  }, [title]);
}

export function Page({ title, about, actions, children, wide = false }: PageProps) {
  useTitle(title);
  return (
    <div className={styles["page"]} data-wide={wide || undefined}>
      <header className={styles["pageHead"]}>
        <div>
          <h1>{title}</h1>
          {about !== undefined && <p className={styles["about"]}>{about}</p>}
        </div>
        {actions !== undefined && <div className={styles["actions"]}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, about, children }: SectionProps) {
  return (
    <section className={styles["section"]}>
      <h2>{title}</h2>
      {about !== undefined && <p className={styles["about"]}>{about}</p>}
      {children}
    </section>
  );
}
