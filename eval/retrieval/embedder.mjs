import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createEmbedder } from "@hugginggpt/indexer";
import { readSettings, secretsOf, systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";

/**
 * Returns the embedder that is meant: one of the product's by its name (`hashed`, `openai:<model>`, `hf:<model>`), or
 * what a file that ends in `.mjs` exports as `embedder`.
 */
export async function embedderOf(spec) {
  if (spec.endsWith(".mjs")) return (await import(pathToFileURL(resolve(spec)).href)).embedder;
  const settings = readSettings(process.env);
  const http = new HttpClient({
    clock: systemClock,
    random: Math.random,
    userAgent: "hugginggpt-eval",
    secrets: secretsOf(settings),
  });
  return createEmbedder(spec, {
    http,
    openai: { baseUrl: settings.openaiBaseUrl, apiKey: settings.openaiApiKey },
    hf: { inferenceEndpoint: settings.hfInferenceEndpoint, token: settings.hfToken },
  });
}
