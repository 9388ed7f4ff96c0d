import { type Embedder, Fault, redact } from "@hugginggpt/shared";
import { type HttpClient, libraryFetch } from "@hugginggpt/shared/http";
import type { APIError, OpenAI } from "openai";
import { RemoteEmbedder } from "./remote-embedder.js";

const DEADLINE_MS = 60_000;
const TRIES = 5;
const MAX_WAIT_MS = 60_000;
/** Well below the 2,048 inputs and 300,000 tokens that OpenAI takes in one call. */
const BATCH = 64;

export interface OpenaiOptions {
  readonly model: string;
  readonly baseUrl: string;
  /** Null for servers that want none. */
  readonly apiKey: string | null;
  readonly http: HttpClient;
}

/** Returns an embedder by any server with OpenAI's `/embeddings`. The client library is loaded with the first text. */
export function openaiEmbedder(options: OpenaiOptions): Embedder {
  const { model, apiKey } = options;
  let client: OpenAI | undefined;
  return new RemoteEmbedder({
    name: `openai:${model}`,
    batchSize: BATCH,
    call: async (texts, signal) => {
      const { default: Library, APIError } = await import("openai");
      client ??= clientOf(Library, options);
      try {
        const answer = await client.embeddings.create(
          { model, input: [...texts], encoding_format: "float" },
          signal ? { signal } : {},
        );
        return inOrder(answer, model);
      } catch (error) {
        signal?.throwIfAborted();
        throw error instanceof APIError ? faultOf(error, model, apiKey) : error;
      }
    },
  });
}

function clientOf(Library: typeof OpenAI, { baseUrl, apiKey, http }: OpenaiOptions): OpenAI {
  const purpose = "embed texts";
  return new Library({
    baseURL: baseUrl,
    apiKey: apiKey ?? "none",
    maxRetries: 0,
    timeout: DEADLINE_MS,
    fetch: libraryFetch(http, { purpose, deadlineMs: DEADLINE_MS, tries: TRIES, maxWaitMs: MAX_WAIT_MS }),
  });
}

/** The server numbers its vectors; the client library passes on whatever came. */
function inOrder(answer: unknown, model: string): number[][] {
  const data = typeof answer === "object" && answer !== null && "data" in answer ? answer.data : null;
  const vectors = Array.isArray(data)
    ? data
        .filter((item) => Array.isArray(item?.embedding))
        .sort((a, b) => Number(a.index ?? 0) - Number(b.index ?? 0))
        .map((item): number[] => item.embedding.map(Number))
    : [];
  if (vectors.length > 0) return vectors;
  throw new Fault("BAD_RESPONSE", `openai:${model} answered without embeddings`, {
    next: "Check that the server at OPENAI_BASE_URL has embeddings and that the model makes them.",
  });
}

function faultOf(error: APIError, model: string, apiKey: string | null): Fault {
  // The library types every status as possible; it has none where no answer came.
  const status: number | undefined = error.status;
  const message = `Could not embed texts with openai:${model}`;
  const came = redact(error.message, apiKey === null ? [] : [apiKey]);
  const details = { came, cause: error, ...(status === undefined ? {} : { status }) };
  if (status === undefined)
    return new Fault("NETWORK", message, {
      ...details,
      next: "Check OPENAI_BASE_URL and the connection.",
      retryable: true,
    });
  if (status === 401 || status === 403)
    return new Fault("CREDENTIALS_REJECTED", message, { ...details, next: "Check OPENAI_API_KEY." });
  if (status === 404)
    return new Fault("NOT_FOUND", message, {
      ...details,
      next: "Check the model's name and OPENAI_BASE_URL.",
    });
  if (status === 429)
    return new Fault("RATE_LIMITED", message, { ...details, next: "Try again later.", retryable: true });
  if (status >= 500)
    return new Fault("SERVER_ERROR", message, { ...details, next: "Try again later.", retryable: true });
  return new Fault("BAD_REQUEST", message, { ...details, next: "Check that the model makes embeddings." });
}
