import type { Registry } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";
import { unknownValues } from "./unknown-values.js";

/** A registry without models: what is known besides is suggested all the same. */
const EMPTY = { search: async () => ({ candidates: [] }) } as unknown as Registry;

describe("a value that no model has", () => {
  it.each([
    [{ provider: "fl-ai" }, "Did you mean fal-ai?"],
    [{ providers: ["togther"] }, "Did you mean together?"],
    [{ license: "apche-2.0" }, "Did you mean apache-2.0?"],
    [{ language: "Germn" }, "Did you mean German?"],
  ])("%j is answered with the ones that are like it", async (filters, said) => {
    const [sentence] = await unknownValues(filters, EMPTY, AbortSignal.any([]));
    expect(sentence).toContain(said);
  });

  it("is no matter where it is one that there is, or like none", async () => {
    const filters = { provider: "fal-ai", licenses: ["MIT", "zzzzzzzz"] };
    expect(await unknownValues(filters, EMPTY, AbortSignal.any([]))).toEqual([]);
  });
});
