import type { Embedder } from "@hugginggpt/shared";
import { OpenAiServer, type OpenAiServerOptions } from "@hugginggpt/shared/openai";
import { remoteEmbedder } from "./remote-embedder.js";

/** OpenAI accepts 2,048 inputs and 300,000 tokens in one call. */
const BATCH = 64;
const PATIENCE = { deadlineMs: 60_000, tries: 5, maxWaitMs: 60_000 } as const;

export interface OpenaiOptions extends Pick<OpenAiServerOptions, "baseUrl" | "apiKey" | "http"> {
  readonly model: string;
}

/** Returns an embedder that uses a server with OpenAI's `/embeddings`. */
export function openaiEmbedder({ model, ...options }: OpenaiOptions): Embedder {
  const server = new OpenAiServer({ ...options, ...PATIENCE });
  const name = `openai:${model}`;
  return remoteEmbedder({
    name,
    batchSize: BATCH,
    call: async (texts, signal) =>
      (await server.embed(model, texts, `embed texts with ${name}`, signal)).vectors,
  });
}
