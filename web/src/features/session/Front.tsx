// The frame of the pages before anyone is signed in.
// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from "react";
import { Mark } from "#ui/Mark";
import { useTitle } from "#ui/Page";
import styles from "./session.module.css";

interface FrontProps {
  readonly title: string;
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

export function Front({ title, about, children }: FrontProps) {
  useTitle(title);
  return (
    <main className={styles["front"]}>
      <div className={styles["frontBox"]}>
        <p className={styles["brand"]}>
          <Mark size={28} /> Sealmark
        </p>
        <h1>{title}</h1>
        {about !== undefined && <p className={styles["about"]}>{about}</p>}
        {children}
      </div>
    </main>
  );
}
