// Unit tests speak English, with every text at hand.
// SPDX-License-Identifier: Apache-2.0
import { i18n, type Messages } from "@lingui/core";

const files = import.meta.glob<Messages>("./en/*.json", { import: "default", eager: true });
for (const [path, file] of Object.entries(files)) {
  const name = /(\w+)\.json$/.exec(path)?.[1] ?? "";
  for (const [key, message] of Object.entries(file))
    i18n.load("en", { [`${name}.${key}`]: message });
}
i18n.activate("en");
