// How the app is built: hashed assets under /assets, one small first load, a chunk per page.
// - The server puts a fresh nonce into index.html for every response (`__CSP_NONCE__`).
// - `npm run dev` and the browser tests reach an API through SEALMARK_API (default: port 8080).
// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { compiledTexts } from "./messages.vite";
import { squeezed } from "./squeezed.vite";

const api = process.env["SEALMARK_API"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [compiledTexts(), react(), squeezed()],
  resolve: {
    alias: [{ find: /^#/, replacement: fileURLToPath(new URL("./src/", import.meta.url)) }],
  },
  server: { proxy: { "/api": api, "/_allauth": api, "/readyz": api } },
  build: {
    // Small images as data: URLs would be allowed by our CSP, but files are easier to audit.
    assetsInlineLimit: 0,
    target: "chrome120",
    modulePreload: { polyfill: false },
    // What every page begins with is one file: it is smaller than its many parts by a twelfth.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: "base", tags: ["$initial"] }] } },
    },
  },
  test: {
    environment: "node",
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    setupFiles: ["src/i18n/testing.ts"],
  },
});
