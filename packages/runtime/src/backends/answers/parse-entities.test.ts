import { processorTime } from "@hugginggpt/testing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { parseEntities } from "./parse-entities.js";

const textOf = (word: string) => parseEntities([{ entity_group: "PER", word, score: 1 }], "")?.[0]?.text;

it("a name is given without the marks of its pieces and the blanks before these", () =>
  fc.assert(
    fc.property(fc.array(fc.constantFrom(" ", "#", "##", "a", "\n")), (pieces) => {
      const word = pieces.join("");
      expect(textOf(word)).toBe(word.replace(/\s*##/g, "").trim());
    }),
    { seed: 7 },
  ));

it.each([" ", "\n", "#", " #"])("a name that is all %j is read in a moment", async (piece) => {
  const { ms } = await processorTime(() => textOf(`x${piece.repeat(100_000)}y`));
  expect(ms).toBeLessThan(2_000);
});
