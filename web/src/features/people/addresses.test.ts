// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { addressesIn } from "./addresses";

describe("addresses", () => {
  it("stand on lines, or between commas and semicolons", () => {
    expect(addressesIn("a@x.example\nb@x.example, c@x.example;d@x.example\n\n")).toEqual([
      "a@x.example",
      "b@x.example",
      "c@x.example",
      "d@x.example",
    ]);
  });

  it("come out of a table with a header and other columns", () => {
    const table =
      'Name,E-mail,Role\r\n"Berg, Anna",anna@x.example,Labeler\r\nBo,"bo@x.example",\r\n';
    expect(addressesIn(table)).toEqual(["anna@x.example", "bo@x.example"]);
    expect(addressesIn("email\na@x.example")).toEqual(["a@x.example"]);
  });

  it("stand behind a name in angle brackets", () => {
    expect(addressesIn("Anna Berg <anna@x.example>")).toEqual(["anna@x.example"]);
  });

  it("a line that is no address is kept, for somebody forgot something", () => {
    expect(addressesIn("a@x.example\nanna.x.example")).toEqual(["a@x.example", "anna.x.example"]);
  });
});
