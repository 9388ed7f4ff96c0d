import { describe, expect, it } from "vitest";
import { bytes, dollars } from "./format.js";

describe("figures on the page", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [2_100_000, "2.1 MB"],
    [5e12, "5000.0 GB"],
  ])("say %d bytes as %s", (count, text) => expect(bytes(count)).toBe(text));

  it.each([
    [0, "$0"],
    [0.000123, "$0.00012"],
    [0.01, "$0.01"],
    [12.5, "$12.50"],
  ])("say %d dollars as %s", (sum, text) => expect(dollars(sum)).toBe(text));
});
