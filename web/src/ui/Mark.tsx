// Our mark, beside a name that says the same.
// SPDX-License-Identifier: Apache-2.0
import mark from "./mark.svg";

export function Mark({ size }: { readonly size: number }) {
  return <img src={mark} alt="" width={size} height={size} />;
}
