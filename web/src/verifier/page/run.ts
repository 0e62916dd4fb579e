// One check of one bundle, wherever it runs.
// SPDX-License-Identifier: Apache-2.0
import { FolderSource } from "../core/folder";
import { type Report, report } from "../core/report";
import { ZipSource } from "../core/zip";
import type { Order } from "./wire";

const SOME_BYTES = 1 << 22;

export function run(order: Order, onRead: (bytes: number) => void): Promise<Report> {
  let [read, told] = [0, 0];
  const count = (bytes: number) => {
    read += bytes;
    if (read - told < SOME_BYTES) return;
    told = read;
    onRead(read);
  };
  const [first] = order.files;
  return report(async () => {
    if (order.isFolder || first === undefined) return new FolderSource(new Map(order.files), count);
    return await ZipSource.open(first[1], count);
  }, order.trusted);
}
