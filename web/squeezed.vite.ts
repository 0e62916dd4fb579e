// What is built is compressed once, as small as gzip can be: browsers get it as it lies here.
// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipAsync } from "@gfx/zopfli";
import type { Plugin } from "vite";

const SQUEEZED = /\.(js|css|svg)$/;
const ROUNDS = 5;

export function squeezed(): Plugin {
  return {
    name: "sealmark-squeezed",
    apply: "build",
    async writeBundle({ dir = "dist" }, bundle) {
      for (const name of Object.keys(bundle).filter((each) => SQUEEZED.test(each))) {
        const content = await readFile(join(dir, name));
        const small = await gzipAsync(content, { numiterations: ROUNDS });
        await writeFile(join(dir, `${name}.gz`), small);
      }
    },
  };
}
