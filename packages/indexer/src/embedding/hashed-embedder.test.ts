import { createHash } from "node:crypto";
import { anyCharacter } from "@hugginggpt/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { embedderContract } from "../testing/embedder-contract.js";
import { hashedEmbedder } from "./hashed-embedder.js";

embedderContract("hashedEmbedder", () => hashedEmbedder);

async function similarity(a: string, b: string): Promise<number> {
  const [x, y] = await hashedEmbedder.embed([a, b], "query");
  return x?.reduce((sum, value, i) => sum + value * (y?.[i] ?? 0), 0) ?? 0;
}

describe("hashedEmbedder", () => {
  it("gives the same bytes on every machine: those of version 1", async () => {
    const [vector] = await hashedEmbedder.embed(
      ["Übersetzt Text von German to English, BERT-base 110M."],
      "document",
    );
    const bytes = Buffer.from(vector?.buffer ?? new ArrayBuffer(0));
    expect(createHash("sha256").update(bytes).digest("hex")).toMatchInlineSnapshot(
      `"fa72ac2685198b5e2f3981850bddfd550cee28efbfe5cfb6f3453b17657fd209"`,
    );
  });

  it("puts texts of the same words nearer than others", async () => {
    const near = await similarity("translate English text to French", "a model that translates French texts");
    const far = await similarity("translate English text to French", "detects cars in traffic pictures");
    expect(near).toBeGreaterThan(far + 0.1);
  });

  it("sees parts of words that are written together", async () => {
    expect(await similarity("bioner", "bio ner")).toBeGreaterThan(0.1);
  });

  it("makes unit or zero vectors of any text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: anyCharacter, maxLength: 300 }), async (text) => {
        const [vector] = await hashedEmbedder.embed([text], "document");
        const length = Math.hypot(...(vector ?? []));
        expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
      }),
    );
  });

  it("takes a text of a million characters", async () => {
    const [vector] = await hashedEmbedder.embed(["word ".repeat(200_000)], "document");
    expect(Math.hypot(...(vector ?? []))).toBeCloseTo(1, 5);
  });
});
