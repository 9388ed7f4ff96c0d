import type { Embedder } from "@hugginggpt/shared";
import { checkedVectors } from "./checked-vectors.js";

export interface RemoteOptions {
  readonly name: string;
  readonly batchSize: number;
  /** Returns the server's vectors of texts in their order; no text is empty. */
  readonly call: (
    texts: readonly string[],
    signal: AbortSignal | undefined,
    purpose: "document" | "query",
  ) => Promise<readonly (readonly number[] | Float32Array)[]>;
}

/** Sent to learn the dimension if all texts are empty. */
const PROBE = "model";

/**
 * Returns an embedder that uses a server, whose first answer fixes the dimension. Empty texts are not sent; their
 * vectors are zero.
 */
export function remoteEmbedder({ name, batchSize, call }: RemoteOptions): Embedder {
  let dimension: number | null = null;
  const vectorsOf: Embedder["embed"] = async (texts, purpose, signal) => {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < texts.length; from += batchSize) {
      const batch = texts.slice(from, from + batchSize);
      const answer = await call(batch, signal, purpose);
      vectors.push(...checkedVectors(answer, batch.length, dimension, name));
      dimension ??= vectors[0]?.length ?? null;
    }
    return vectors;
  };
  return {
    name,
    batchSize,
    get dimension() {
      return dimension;
    },
    async embed(texts, purpose, signal) {
      signal?.throwIfAborted();
      if (texts.length === 0) return [];
      const full = texts.filter((text) => text.trim() !== "");
      const sent = full.length === 0 && dimension === null ? [PROBE] : full;
      const vectors = (await vectorsOf(sent, purpose, signal)).values();
      const zero = () => new Float32Array(dimension ?? 0);
      return texts.map((text) => (text.trim() === "" ? zero() : (vectors.next().value ?? zero())));
    },
  };
}
