import { type Endpoint, oneLine } from "@hugginggpt/shared";
import { z } from "zod";
import { isProvider, type Provider } from "./providers.js";

const MAX_PROVIDER_ID = 300;

/** A model at a provider, in the form of the bulk listing and of a model's own mapping. */
export const wireMapping = z.object({
  provider: z.string().optional(),
  providerId: z.string().min(1).max(MAX_PROVIDER_ID),
  status: z.enum(["live", "staging", "error"]),
  task: z.string().optional(),
});

/** Returns the endpoint of a mapping; null if the task or the provider's id is unusable. */
export function providerEndpoint(
  provider: Provider,
  task: string,
  mapping: z.infer<typeof wireMapping>,
): Endpoint | null {
  const providerId = oneLine(mapping.providerId, MAX_PROVIDER_ID);
  if (!/^[a-z0-9-]{1,64}$/.test(task) || providerId === "") return null;
  return { kind: "provider", provider, providerId, task, status: mapping.status };
}

/**
 * Returns the endpoints in a model's `inferenceProviderMapping`, in its order and of any status. Listings send an
 * array, a model's own page an object by provider. Leaves out unknown providers and malformed entries.
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
