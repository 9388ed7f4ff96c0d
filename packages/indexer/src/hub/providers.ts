/** The inference providers that the Hub routes to and its client supports (`PROVIDERS` of @huggingface/inference). */
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

/** Returns true for a known provider. The Hub may name others, which we could not call. */
export function isProvider(name: unknown): name is Provider {
  return PROVIDERS.some((provider) => provider === name);
}
