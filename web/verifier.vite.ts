// How the page that verifies bundles is built: one HTML file that holds all it needs.
// - Its own policy forbids every connection; the one script and the one style are named by digest,
//   and the worker comes out of that script.
// - It lies beside the app, so that the server and the wheel take it along; it works from a disk.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";
import { compiledTexts } from "./messages.vite";

const digest = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Text that may stand in a script element. */
const inScript = (code: string) => code.replace(/<(?=\/script|!--)/gi, "\\x3c");

function page(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    "connect-src 'none'",
    `script-src ${digest(script)}`,
    `style-src ${digest(style)}`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Verify an export</title>
<style>${style}</style>
</head>
<body>
<noscript>This page checks a bundle in your browser and needs JavaScript. Please switch it on, or use the command sealmark-verify.</noscript>
<script>${script}</script>
</body>
</html>
`;
}

function onePage(): Plugin {
  return {
    name: "sealmark-one-page",
    enforce: "post",
    generateBundle(_, bundle) {
      let [script, style] = ["", ""];
      for (const [name, part] of Object.entries(bundle)) {
        if (part.type === "chunk") script += inScript(part.code);
        else if (name.endsWith(".css")) style += String(part.source);
        delete bundle[name];
      }
      if (script === "" || style === "") this.error("the page lacks its script or its style");
      this.emitFile({ type: "asset", fileName: "verify.html", source: page(script, style) });
    },
  };
}

export default defineConfig({
  plugins: [compiledTexts(), onePage()],
  resolve: {
    alias: [{ find: /^#/, replacement: fileURLToPath(new URL("./src/", import.meta.url)) }],
  },
  build: {
    emptyOutDir: false,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: false,
    rollupOptions: {
      input: fileURLToPath(new URL("./src/verifier/page/main.ts", import.meta.url)),
      output: { format: "iife" },
    },
  },
});
