import type { Embedder } from "@hugginggpt/shared";
import { describe, expect, it } from "vitest";

const TEXTS = ["A cat sits on a mat.", "Stock prices fell today.", "Das Wetter ist schön."];

/** What every `Embedder` does. */
export function embedderContract(name: string, make: () => Embedder): void {
  describe(`${name} as an Embedder`, () => {
    it("makes a vector of unit length and its dimension for each text", async () => {
      const embedder = make();
      const vectors = await embedder.embed(TEXTS, "document");
      expect(vectors).toHaveLength(TEXTS.length);
      for (const vector of vectors) {
        expect(vector).toHaveLength(embedder.dimension ?? 0);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
      }
    });

    it("keeps the order of the texts", async () => {
      const embedder = make();
      const [first, second] = await embedder.embed([TEXTS[0] ?? "", TEXTS[1] ?? ""], "document");
      const swapped = await embedder.embed([TEXTS[1] ?? "", TEXTS[0] ?? ""], "document");
      expect(swapped).toEqual([second, first]);
    });

    it("makes a zero vector of a text without content, wherever it stands", async () => {
      const embedder = make();
      const [empty, full, blank] = await embedder.embed(["", TEXTS[0] ?? "", " \n"], "document");
      expect(full?.some((value) => value !== 0)).toBe(true);
      for (const vector of [empty, blank]) {
        expect(vector).toHaveLength(full?.length ?? 0);
        expect(vector?.every((value) => value === 0)).toBe(true);
      }
    });

    it("takes more texts than one batch, and none", async () => {
      const embedder = make();
      const many = Array.from({ length: embedder.batchSize + 3 }, (_, i) => `text ${i}`);
      expect(await embedder.embed(many, "document")).toHaveLength(many.length);
      expect(await embedder.embed([], "query")).toEqual([]);
    });

    it("stops before it begins when it is aborted", async () => {
      await expect(make().embed(TEXTS, "query", AbortSignal.abort(new Error("stop")))).rejects.toThrow(
        "stop",
      );
    });
  });
}
