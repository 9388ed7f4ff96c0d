import type { ProviderMapping } from "../providers/provider-mapping.js";

/** What a router serves: look-ups over the providers' mappings. */
export class ServedModels {
  readonly #mappings: readonly ProviderMapping[];

  constructor(mappings: readonly ProviderMapping[]) {
    this.#mappings = mappings;
  }

  /** Returns the mapping of a model at a provider, by the provider's id or the Hub's; undefined where it has none. */
  at(provider: string, id: string): ProviderMapping | undefined {
    const own = this.#mappings.filter((mapping) => mapping.provider === provider);
    return own.find((mapping) => mapping.providerId === id) ?? own.find((mapping) => mapping.modelId === id);
  }

  /** Returns true for a model that some provider serves. */
  knows(id: string): boolean {
    return this.#mappings.some(({ modelId }) => modelId === id);
  }

  /** Returns the chat models by the Hub's id, each with its providers. */
  chatModels(): ReadonlyMap<string, readonly ProviderMapping[]> {
    const models = new Map<string, ProviderMapping[]>();
    for (const mapping of this.#mappings) {
      if (mapping.task !== "conversational" || mapping.status !== "live") continue;
      models.set(mapping.modelId, [...(models.get(mapping.modelId) ?? []), mapping]);
    }
    return models;
  }
}
