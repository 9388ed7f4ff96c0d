import { Fault, stated } from "@hugginggpt/shared";
import { decodeJson, type HttpClient } from "@hugginggpt/shared/http";
import { z } from "zod";
import type { ModelEndpoint } from "./list-endpoints.js";
import { isModelId } from "./model-id.js";
import { isProvider } from "./providers.js";

/** What the router publishes about chat models, by model and provider (see `priced`). */
export type PriceList = ReadonlyMap<string, EndpointFacts>;

/** The price and the speed, as far as they are published. */
type EndpointFacts = Pick<
  Extract<ModelEndpoint["endpoint"], { kind: "provider" }>,
  "price" | "latencyMs" | "throughput"
>;

const MAX_BYTES = 16 * 1024 * 1024;
/** The most expensive models cost a few hundred dollars for a million tokens. */
const dollars = z.number().min(0).max(100_000);
const figure = z.number().min(0).max(1e9).optional().catch(undefined);
const served = z.object({
  provider: z.string(),
  pricing: z.object({ input: dollars, output: dollars }).optional().catch(undefined),
  is_free: z.boolean().optional().catch(undefined),
  first_token_latency_ms: figure,
  throughput: figure,
});
const list = z.object({ data: z.array(z.unknown()).max(100_000) });
const model = z.object({ id: z.string(), providers: z.array(z.unknown()).max(1_000) });

/**
 * Returns what the inference router publishes about its chat models: price, time to the first token, speed. Sends one
 * request, without a credential. Leaves out malformed entries and unknown providers.
 * @throws Fault BAD_RESPONSE for an answer of another shape, and what HttpClient throws.
 */
export async function listPrices(http: HttpClient, router: string, signal?: AbortSignal): Promise<PriceList> {
  const purpose = "read what the chat models cost";
  const response = await http.request({
    purpose,
    url: `${router}/v1/models`,
    maxBytes: MAX_BYTES,
    tries: 2,
    maxWaitMs: 5_000,
    signal,
  });
  const parsed = list.safeParse(decodeJson(response, purpose));
  if (!parsed.success) {
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: the answer has an unexpected form`, {
      wanted: "a list of models",
      next: "Check HF_INFERENCE_ENDPOINT.",
    });
  }
  return new Map(parsed.data.data.flatMap(factsOf));
}

/** Returns the endpoints with price and speed; the list has only those that chat. */
export function priced(endpoints: readonly ModelEndpoint[], prices: PriceList): ModelEndpoint[] {
  return endpoints.map((one) => {
    const { id, endpoint } = one;
    if (endpoint.kind !== "provider" || endpoint.task !== "conversational") return one;
    const facts = prices.get(keyOf(id, endpoint.provider));
    return facts ? { id, endpoint: { ...endpoint, ...facts } } : one;
  });
}

function factsOf(entry: unknown): (readonly [string, EndpointFacts])[] {
  const parsed = model.safeParse(entry);
  if (!parsed.success || !isModelId(parsed.data.id)) return [];
  return parsed.data.providers.flatMap((one) => {
    const at = served.safeParse(one);
    if (!at.success || !isProvider(at.data.provider)) return [];
    const { provider, pricing, is_free, first_token_latency_ms: latencyMs, throughput } = at.data;
    const price = pricing ?? (is_free ? { input: 0, output: 0 } : undefined);
    return [[keyOf(parsed.data.id, provider), stated({ price, latencyMs, throughput })] as const];
  });
}

function keyOf(id: string, provider: string): string {
  return `${id.toLowerCase()} ${provider}`;
}
