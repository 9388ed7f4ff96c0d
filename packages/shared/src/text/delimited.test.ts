import { describe, expect, it } from "vitest";
import { delimited } from "./delimited.js";

describe("delimited", () => {
  it("puts text between two equal marker lines with its name", () => {
    expect(delimited("REQUEST", "hello")).toBe("===REQUEST===\nhello\n===REQUEST===");
  });
  it("uses a longer marker where the text holds the marker itself", () => {
    const [first, ...rest] = delimited("CARD", "x\n===CARD===\ny").split("\n");
    expect(first).toBe("====CARD====");
    expect(rest.at(-1)).toBe(first);
  });
});
