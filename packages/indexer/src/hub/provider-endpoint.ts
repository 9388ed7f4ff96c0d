import { type Endpoint, oneLine } from "@hugginggpt/shared";
import { z } from "zod";
import type { Provider } from "./providers.js";

const MAX_PROVIDER_ID = 300;

/** One model at one provider, as both the bulk listing and a model's own mapping describe it. */
export const wireMapping = z.object({
  provider: z.string().optional(),
  providerId: z.string().min(1).max(MAX_PROVIDER_ID),
  status: z.enum(["live", "staging", "error"]),
  task: z.string().optional(),
});

export type WireMapping = z.infer<typeof wireMapping>;

/** Returns the endpoint that a mapping means; null where the task or the provider's id is unusable. */
export function providerEndpoint(provider: Provider, task: string, mapping: WireMapping): Endpoint | null {
  const providerId = oneLine(mapping.providerId, MAX_PROVIDER_ID);
  if (!/^[a-z0-9-]{1,64}$/.test(task) || providerId === "") return null;
  return { kind: "provider", provider, providerId, task, status: mapping.status };
}
