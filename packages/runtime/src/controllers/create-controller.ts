import { type Controller, Fault, type Settings, secretsOf } from "@hugginggpt/shared";
import { firstModel } from "./first-model.js";
import { OpenAiController } from "./openai-controller.js";

/** Returns a `fetch` with deadline and retries for a purpose, as in "Could not ask the language model". */
export type MakeFetch = (purpose: string) => typeof fetch;

const OPENAI_HOST = "api.openai.com";
const OPENAI_MODEL = "gpt-5-mini";
/** Served by several providers of the Hugging Face router (hub-facts 2.8). */
const HF_MODEL = "openai/gpt-oss-120b";

/**
 * Returns the controller that is wanted, or null for the offline one. `spec` is `offline`, `openai:<model>` or
 * `hf:<model>`; null takes the settings' and, where that is null too, the first that is configured: OPENAI_API_KEY or
 * an OPENAI_BASE_URL of one's own, HF_TOKEN, else offline. A server of one's own that no model is named for is asked
 * for its first one.
 * @throws Fault CONFIG_INVALID for another spec, CREDENTIALS_MISSING where the wanted one has none.
 */
export async function createController(
  spec: string | null,
  settings: Settings,
  makeFetch: MakeFetch,
): Promise<Controller | null> {
  const wanted = spec ?? settings.controller;
  if (wanted === "offline") return null;
  if (wanted === null) return configured(settings, makeFetch);
  const [, kind, model] = /^(openai|hf):(\S+)$/.exec(wanted.trim()) ?? [];
  if (kind === "openai" && model) return openAi(model, settings, makeFetch);
  if (kind === "hf" && model) return huggingFace(model, settings, makeFetch);
  throw new Fault("CONFIG_INVALID", `Unknown controller "${wanted}"`, {
    wanted: "offline, openai:<model> or hf:<model>",
    came: wanted,
    next: "Correct --controller or HUGGINGGPT_CONTROLLER.",
  });
}

async function configured(settings: Settings, makeFetch: MakeFetch): Promise<Controller | null> {
  const own = isOwnServer(settings);
  if (settings.openaiApiKey || own) {
    const named = own ? await firstModel(settings, makeFetch("list the server's models")) : null;
    return openAi(named ?? OPENAI_MODEL, settings, makeFetch);
  }
  return settings.hfToken ? huggingFace(HF_MODEL, settings, makeFetch) : null;
}

function openAi(model: string, settings: Settings, makeFetch: MakeFetch): Controller {
  if (!settings.openaiApiKey && !isOwnServer(settings)) {
    throw missing(`openai:${model}`, "OPENAI_API_KEY (or OPENAI_BASE_URL for a server of your own)");
  }
  return new OpenAiController({
    name: `openai:${model}`,
    model,
    baseUrl: settings.openaiBaseUrl,
    apiKey: settings.openaiApiKey,
    fetch: makeFetch("ask the language model"),
    secrets: secretsOf(settings),
  });
}

function huggingFace(model: string, settings: Settings, makeFetch: MakeFetch): Controller {
  if (!settings.hfToken) throw missing(`hf:${model}`, "HF_TOKEN");
  return new OpenAiController({
    name: `hf:${model}`,
    model,
    baseUrl: `${settings.hfInferenceEndpoint}/v1`,
    apiKey: settings.hfToken,
    fetch: makeFetch("ask the language model"),
    secrets: secretsOf(settings),
  });
}

function isOwnServer(settings: Settings): boolean {
  return new URL(settings.openaiBaseUrl).host !== OPENAI_HOST;
}

function missing(name: string, variable: string): Fault {
  return new Fault("CREDENTIALS_MISSING", `The controller ${name} has no credentials`, {
    wanted: variable,
    came: "nothing",
    next: `Set ${variable}, or use --controller offline.`,
  });
}
