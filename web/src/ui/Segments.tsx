// A few choices side by side, one of which is on: radio buttons that look like one bar.
// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useId } from "react";
import styles from "./segments.module.css";

interface SegmentsProps {
  readonly "aria-label": string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly data: readonly { readonly value: string; readonly label: ReactNode }[];
  /** As wide as its place, in equal parts. */
  readonly fullWidth?: boolean;
}

export function Segments(props: SegmentsProps) {
  const { value, onChange, data, fullWidth = false } = props;
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={props["aria-label"]}
      className={styles["bar"]}
      data-full={fullWidth || undefined}
    >
      {data.map((each) => (
        <label key={each.value} className={styles["part"]}>
          <input
            type="radio"
            name={name}
            value={each.value}
            checked={each.value === value}
            onChange={() => onChange(each.value)}
          />
          {each.label}
        </label>
      ))}
    </div>
  );
}
