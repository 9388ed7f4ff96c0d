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

/**
 * An embedder that uses a server, whose first answer fixes the dimension. Empty texts are not sent; their vectors are
 * zero.
 */
export class RemoteEmbedder implements Embedder {
  readonly name: string;
  readonly batchSize: number;
  readonly #call: RemoteOptions["call"];
  #dimension: number | null = null;

  constructor(options: RemoteOptions) {
    this.name = options.name;
    this.batchSize = options.batchSize;
    this.#call = options.call;
  }

  get dimension(): number | null {
    return this.#dimension;
  }

  async embed(
    texts: readonly string[],
    purpose: "document" | "query",
    signal?: AbortSignal,
  ): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    if (texts.length === 0) return [];
    const full = texts.filter((text) => text.trim() !== "");
    const asked = full.length === 0 && this.#dimension === null ? [PROBE] : full;
    const made: Float32Array[] = [];
    for (let from = 0; from < asked.length; from += this.batchSize) {
      const batch = asked.slice(from, from + this.batchSize);
      made.push(
        ...checkedVectors(await this.#call(batch, signal, purpose), batch.length, this.#dimension, this.name),
      );
      this.#dimension ??= made[0]?.length ?? null;
    }
    const dimension = this.#dimension ?? 0;
    const vectors = made.values();
    return texts.map((text) =>
      text.trim() === ""
        ? new Float32Array(dimension)
        : (vectors.next().value ?? new Float32Array(dimension)),
    );
  }
}

/** Sent to learn the dimension if all texts are empty. */
const PROBE = "model";
