// Addresses as people paste them: lines, commas, a table with a header, names in front.
// SPDX-License-Identifier: Apache-2.0

const BETWEEN = /[\n\r,;\t]+/;
const QUOTES = /^["'\s]+|["'\s]+$/g;
const IN_BRACKETS = /<([^<>]+)>\s*$/;

/** What stands for an address in a pasted text or a CSV, in its order; what has no @ is a header,
 * a name or a role, unless nothing beside it on its line is one: then somebody forgot something. */
export function addressesIn(text: string): readonly string[] {
  return text.split(/[\n\r]+/).flatMap((line) => {
    const cells = line
      .split(BETWEEN)
      .map((cell) => (IN_BRACKETS.exec(cell)?.[1] ?? cell).replace(QUOTES, ""))
      .filter((cell) => cell !== "");
    const addresses = cells.filter((cell) => cell.includes("@"));
    if (addresses.length > 0) return addresses;
    return cells.length === 1 && !isHeader(cells[0] ?? "") ? cells : [];
  });
}

const isHeader = (cell: string) => /^(e-?mail|mail|address|adresse)( ?-?address)?$/i.test(cell);
