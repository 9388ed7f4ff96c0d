import { type Endpoint, Fault } from "@hugginggpt/shared";
import { decodeJson, type HttpClient } from "@hugginggpt/shared/http";
import { z } from "zod";
import { type HubAccess, hubCredential } from "./hub-access.js";
import { isModelId } from "./model-id.js";
import { providerEndpoint, wireMapping } from "./provider-endpoint.js";
import type { Provider } from "./providers.js";

export interface ModelEndpoint {
  readonly id: string;
  readonly endpoint: Endpoint;
}

export interface ProviderListing {
  /** Live endpoints, sorted by model id and task. */
  readonly endpoints: readonly ModelEndpoint[];
  /** False if the Hub does not know the provider, or no longer does. */
  readonly known: boolean;
}

const MAX_BYTES = 64 * 1024 * 1024;
const byTask = z.record(z.string(), z.record(z.string(), z.unknown()));

/**
 * Returns every model that a provider serves now, from the Hub's bulk listing. Leaves out entries for whole families of
 * adapters (`tag-filter=...`), malformed ones, and those whose status is not `live`.
 * @throws Fault BAD_RESPONSE for an answer of another shape, and what HttpClient throws.
 */
export async function listEndpoints(
  http: HttpClient,
  hub: HubAccess,
  provider: Provider,
  signal?: AbortSignal,
): Promise<ProviderListing> {
  const purpose = `read what ${provider} serves`;
  const response = await http.request({
    purpose,
    url: `${hub.endpoint}/api/partners/${provider}/models?status=live`,
    credential: hubCredential(hub),
    bucket: "api",
    maxBytes: MAX_BYTES,
    accept: [404],
    signal,
  });
  if (response.status === 404) return { endpoints: [], known: false };
  const parsed = byTask.safeParse(decodeJson(response, purpose));
  if (!parsed.success) {
    throw new Fault("BAD_RESPONSE", `Could not ${purpose}: the answer has an unexpected form`, {
      wanted: "models by task",
      next: "Check HF_ENDPOINT; the endpoints that are stored stay.",
    });
  }
  return { endpoints: endpointsIn(provider, parsed.data), known: true };
}

function endpointsIn(
  provider: Provider,
  tasks: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): ModelEndpoint[] {
  const found: (ModelEndpoint & { readonly key: string })[] = [];
  for (const [task, models] of Object.entries(tasks)) {
    for (const [id, entry] of Object.entries(models)) {
      const mapping = wireMapping.safeParse(entry);
      if (!isModelId(id) || !mapping.success || mapping.data.status !== "live") continue;
      const endpoint = providerEndpoint(provider, task, mapping.data);
      if (endpoint) found.push({ id, endpoint, key: `${id} ${task}` });
    }
  }
  found.sort((a, b) => (a.key < b.key ? -1 : 1));
  return found.map(({ id, endpoint }) => ({ id, endpoint }));
}
