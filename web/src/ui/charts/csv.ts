// A table as a file that spreadsheets open; nothing in it is taken for a formula.
// SPDX-License-Identifier: Apache-2.0

export type Cell = string | number | null;

const RISKY = /^[=+\-@\t\r]/;

function spelled(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = RISKY.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of cells in RFC 4180's spelling. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(spelled).join(",")}\r\n`).join("");
}

/** Give a table to the person as a file. */
export function saveCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  const url = URL.createObjectURL(new Blob(["\uFEFF", csv(rows)], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
