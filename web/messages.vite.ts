// Texts are compiled when the app is built: the browser gets no parser of messages.
// SPDX-License-Identifier: Apache-2.0
import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

const TEXTS = /\/src\/i18n\/\w+\/\w+\.json$/;

export function compiledTexts(): Plugin {
  return {
    name: "sealmark-texts",
    enforce: "pre",
    transform(source, id) {
      if (!TEXTS.test(id)) return null;
      const texts = Object.entries(JSON.parse(source) as Record<string, string>);
      const compiled = texts.map(([key, text]) => [key, compileMessage(text)]);
      return JSON.stringify(Object.fromEntries(compiled));
    },
  };
}
