/** Where a model runs: one row of what a provider registered at the Hub. */
export interface ProviderMapping {
  readonly provider: string;
  /** The Hub's id. */
  readonly modelId: string;
  /** The id by which the provider knows it. */
  readonly providerId: string;
  /** Pipeline tag, or `conversational` for chat. */
  readonly task: string;
  readonly status: "live" | "staging" | "error";
}

/** The providers whose models the Hub lists (@huggingface/inference, `PROVIDERS`). */
export const PROVIDER_NAMES: readonly string[] = [
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
];

/** Returns a provider's mapping as `/api/partners/{provider}/models` gives it: by task, then by model id. */
export function partnerListing(
  mappings: readonly ProviderMapping[],
  provider: string,
  status: string | null,
): Record<
  string,
  Record<string, { readonly _id: string; readonly providerId: string; readonly status: string }>
> {
  const listing: ReturnType<typeof partnerListing> = {};
  for (const mapping of mappings) {
    if (mapping.provider !== provider || (status !== null && mapping.status !== status)) continue;
    const models = listing[mapping.task] ?? {};
    const _id = Buffer.from(mapping.modelId).toString("hex").padEnd(24, "0").slice(0, 24);
    models[mapping.modelId] = { _id, providerId: mapping.providerId, status: mapping.status };
    listing[mapping.task] = models;
  }
  return listing;
}

/** Returns a look-up of mappings by the Hub's model id; an empty list for a model that runs nowhere. */
export function mappingsByModel(
  mappings: readonly ProviderMapping[],
): (id: string) => readonly ProviderMapping[] {
  const byModel = new Map<string, ProviderMapping[]>();
  for (const mapping of mappings) {
    const known = byModel.get(mapping.modelId);
    if (known) known.push(mapping);
    else byModel.set(mapping.modelId, [mapping]);
  }
  return (id) => byModel.get(id) ?? [];
}
