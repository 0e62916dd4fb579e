// The workbench as its own small site: the text surface without a server, for tests and benchmarks.
// - What it shows is put into `window.given` by whoever opens it.
// SPDX-License-Identifier: Apache-2.0
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compiledTexts } from "../messages.vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  base: "./",
  plugins: [compiledTexts(), react()],
  resolve: { alias: [{ find: /^#/, replacement: here("../src/") }] },
  build: {
    outDir: here("../../build/workbench"),
    emptyOutDir: true,
    target: "chrome120",
    modulePreload: { polyfill: false },
  },
});
