import type { Endpoint } from "@hugginggpt/shared";
import { providerEndpoint, wireMapping } from "./provider-endpoint.js";
import { isProvider } from "./providers.js";

/**
 * Returns the endpoints in a model's `inferenceProviderMapping`, in the given order and whatever their status: the
 * array that listings send, or the object by provider that a model's own page sends. Unknown providers
 * and malformed entries are left out; anything else has none.
 */
export function mappingEndpoints(mapping: unknown): Endpoint[] {
  return entriesOf(mapping).flatMap(([provider, entry]) => {
    const parsed = wireMapping.safeParse(entry);
    if (!parsed.success || !parsed.data.task) return [];
    const name = provider ?? parsed.data.provider;
    const endpoint = isProvider(name) ? providerEndpoint(name, parsed.data.task, parsed.data) : null;
    return endpoint ? [endpoint] : [];
  });
}

function entriesOf(mapping: unknown): (readonly [string | null, unknown])[] {
  if (Array.isArray(mapping)) return mapping.map((entry: unknown) => [null, entry] as const);
  return typeof mapping === "object" && mapping !== null ? Object.entries(mapping) : [];
}
