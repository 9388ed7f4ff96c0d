/** The inference providers that the Hub routes to and its official client knows (@huggingface/inference, `PROVIDERS`). */
export const PROVIDERS = [
  "baseten",
  "cerebras",
  "cohere",
  "deepinfra",
  "fal-ai",
  "featherless-ai",
  "fireworks-ai",
  "groq",
  "hf-inference",
  "novita",
  "nscale",
  "openai",
  "ovhcloud",
  "publicai",
  "replicate",
  "scaleway",
  "together",
  "wavespeed",
  "zai-org",
] as const;

export type Provider = (typeof PROVIDERS)[number];

/** Returns true for a provider that we know; the Hub may name others, which nothing here could call. */
export function isProvider(name: unknown): name is Provider {
  return PROVIDERS.some((provider) => provider === name);
}
