import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createEmbedder } from "@hugginggpt/indexer";
import { LocalMachine, openLocalVectors } from "@hugginggpt/local";
import { readSettings, secretsOf, systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";

/** What keeps weights from being had: they are not here, and cannot be fetched. */
const OUT_OF_REACH = [
  "NOT_INSTALLED",
  "MODEL_NOT_FOUND",
  "NETWORK",
  "NOT_FOUND",
  "CREDENTIALS_REJECTED",
  "GATED",
];

/**
 * Returns the embedder that is meant: one of the product's by its name (`hashed`, `openai:<model>`, `hf:<model>`,
 * `local:<model>`), or what a file that ends in `.mjs` exports as `embedder`. Null, and told why, where the weights of a
 * model on this machine are not in reach.
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
  const local = spec.startsWith("local:") ? await vectorsHere(spec, http, settings) : null;
  if (spec.startsWith("local:") && local === null) return null;
  return createEmbedder(spec, {
    http,
    local,
    openai: { baseUrl: settings.openaiBaseUrl, apiKey: settings.openaiApiKey },
    hf: { inferenceEndpoint: settings.hfInferenceEndpoint, token: settings.hfToken },
  });
}

async function vectorsHere(spec, http, { hfEndpoint, hfToken }) {
  const home = fileURLToPath(new URL("../../data/local", import.meta.url));
  const machine = new LocalMachine({
    places: { models: join(home, "models"), folders: join(home, "folders.json"), hubCache: null },
    runtime: process.env.HUGGINGGPT_LOCAL_RUNTIME ?? join(home, "runtime"),
    hub: { http, endpoint: hfEndpoint, token: hfToken },
    ...{ maxMemory: 2e9, maxDownload: 1e9, offline: false },
    claim: async () => () => undefined,
  });
  try {
    return await openLocalVectors(machine, spec.slice("local:".length), new AbortController().signal);
  } catch (error) {
    if (!OUT_OF_REACH.includes(error.code)) throw error;
    console.error(`skipped: the weights of ${spec} are not in reach (${error.message})`);
    return null;
  }
}
