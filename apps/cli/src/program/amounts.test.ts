import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { configSchema } from "../config/config-schema.js";
import { BOUNDS } from "./amounts.js";
import { byteCount, dollars, parameterCount, wholeNumber } from "./options.js";

/** Each setting that both a flag and the configuration file give: the flag's parser, and the file with a value. */
const BOTH = {
  topK: [wholeNumber(...BOUNDS.topK), (topK: unknown) => ({ topK })],
  candidates: [wholeNumber(...BOUNDS.candidates), (candidates: unknown) => ({ limits: { candidates } })],
  retries: [wholeNumber(...BOUNDS.retries), (retries: unknown) => ({ limits: { retries } })],
  maxCost: [dollars, (maxCost: unknown) => ({ limits: { maxCost } })],
  maxParams: [parameterCount, (maxParams: unknown) => ({ maxParams })],
  maxMemory: [byteCount, (maxMemory: unknown) => ({ local: { maxMemory } })],
} as const;

const numbers = fc.oneof(
  fc.nat().map(String),
  fc.double({ noNaN: true, min: 0 }).map((n) => n.toFixed(3)),
  fc.constantFrom("NaN", "Infinity", "-1", "", "0", "50", "51", "1e3", "1e400", "0x10", "9".repeat(400)),
  fc.constantFrom("1000000", "1000001", "9007199254740991", "9007199254740993", "\u0663"),
);

function flagTakes(parse: (text: string) => number, text: string): number | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

describe("a number that a flag and the configuration file can set", () => {
  it.each(Object.entries(BOTH))("has the same bounds in both: %s", (_name, [parse, fileWith]) => {
    fc.assert(
      fc.property(numbers, (text) => {
        const flag = flagTakes(parse, text);
        expect(flag === null || Number.isFinite(flag)).toBe(true);
        if (String(Number(text)) === text && Number.isFinite(Number(text)))
          expect(configSchema.safeParse(fileWith(Number(text))).success).toBe(flag !== null);
      }),
    );
  });

  it("is finite in every unit: sizes of a thousand digits are refused by both", () => {
    for (const text of ["9".repeat(1000), "9999999999T"]) {
      expect(flagTakes(parameterCount, text)).toBeNull();
      expect(configSchema.safeParse({ maxParams: text }).success).toBe(false);
    }
    expect(flagTakes(byteCount, `${"9".repeat(400)}GB`)).toBeNull();
    expect(flagTakes(byteCount, "0")).toBe(0);
    expect(flagTakes(parameterCount, "0")).toBeNull();
  });
});
