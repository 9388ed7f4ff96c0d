import type { Settings } from "@hugginggpt/shared";

/** Returns what a user can set so that more tasks can run here; what is set already is left out. */
export function advice(settings: Settings, backends: readonly string[]): string {
  if (!settings.hfToken) return "Set HF_TOKEN to use the models of the Hugging Face inference providers.";
  if (backends.length > 0 && !backends.includes("providers"))
    return "Allow inference providers with --backend providers.";
  return "Run `indexer sync` to learn which models are served now, or use another controller that can do it.";
}
