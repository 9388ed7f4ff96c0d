import { type Embedder, Fault } from "@hugginggpt/shared";
import { decodeJson, type HttpClient } from "@hugginggpt/shared/http";
import { remoteEmbedder } from "./remote-embedder.js";

/** The server runs one instance of a model: larger batches only wait longer. */
const BATCH = 32;

export interface HfOptions {
  readonly model: string;
  /** The inference router. */
  readonly endpoint: string;
  readonly token: string | null;
  readonly http: HttpClient;
}

/** Returns an embedder that uses feature extraction at Hugging Face's own inference provider. */
export function hfEmbedder({ model, endpoint, token, http }: HfOptions): Embedder {
  const url = `${endpoint}/hf-inference/models/${model}/pipeline/feature-extraction`;
  const credential = token === null ? undefined : { origin: new URL(endpoint).origin, token };
  return remoteEmbedder({
    name: `hf:${model}`,
    batchSize: BATCH,
    call: async (texts, signal) => {
      const response = await http.request({
        purpose: `embed texts with ${model}`,
        method: "POST",
        url,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ inputs: texts, truncate: true }),
        credential,
        signal,
      });
      const answer: unknown = decodeJson(response, `embed texts with ${model}`);
      if (Array.isArray(answer)) return vectorsOf(answer, texts.length);
      throw shapeFault(model);
    },
  });
}

/**
 * Returns one vector for each text. Servers answer with one vector a text, [text][value] or [text][1][value], or with
 * one a token, [text][token][value], which are averaged. The answer to a single text may lack the outer list.
 */
function vectorsOf(answer: readonly unknown[], texts: number): number[][] {
  const rows = texts === 1 && answer.every((item) => typeof item === "number") ? [answer] : answer;
  return rows.map((row) => {
    if (!Array.isArray(row)) return [];
    return Array.isArray(row[0]) ? meanOf(row) : row.map(toNumber);
  });
}

function meanOf(tokens: readonly unknown[]): number[] {
  const lists = tokens.map((token) => (Array.isArray(token) ? token.map(toNumber) : []));
  const width = lists[0]?.length ?? 0;
  if (lists.some((list) => list.length !== width)) return [];
  return Array.from(
    { length: width },
    (_, i) => lists.reduce((sum, list) => sum + (list[i] ?? 0), 0) / lists.length,
  );
}

function toNumber(value: unknown): number {
  return typeof value === "number" ? value : Number.NaN;
}

function shapeFault(model: string): Fault {
  return new Fault("BAD_RESPONSE", `hf:${model} answered without embeddings`, {
    wanted: "a list of vectors",
    next: "Choose a model whose task is feature-extraction or sentence-similarity, or use --embedder hashed.",
  });
}
