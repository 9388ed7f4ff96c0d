import { type Controller, Fault, type Settings, secretsOf } from "@hugginggpt/shared";
import type { ClientOptions } from "./openai-client.js";

/** Returns a `fetch` with deadline and retries for a purpose, as in "Could not ask the language model". */
export type MakeFetch = (purpose: string) => typeof fetch;

const OPENAI_HOST = "api.openai.com";
const OPENAI_MODEL = "gpt-5-mini";
/** Served by several providers of the Hugging Face router. */
const HF_MODEL = "openai/gpt-oss-120b";

/** What a controller needs besides its name. */
export interface ControllerSetup {
  readonly settings: Settings;
  readonly makeFetch: MakeFetch;
  /** Size of the model's context; null: whatever its server takes. */
  readonly contextTokens?: number | null;
}

/** What `--controller` understands. */
const FORMS = "offline, openai:<model>, hf:<model>, azure:<deployment> or ollama:<model>";

/**
 * Returns the controller that is wanted, or null for the offline one. `spec` is `offline`, `openai:<model>` (OpenAI, or
 * whatever server OPENAI_BASE_URL names), `hf:<model>` (the Hugging Face router), `azure:<deployment>` or
 * `ollama:<model>`; null takes the settings' and, where that is null too, the first that is configured: OPENAI_API_KEY
 * or an OPENAI_BASE_URL of one's own, HF_TOKEN, else offline. A server of one's own that no model is named for is asked
 * for its first one.
 * @throws Fault CONFIG_INVALID for another spec, CREDENTIALS_MISSING where the wanted one has none.
 */
export async function createController(
  spec: string | null,
  setup: ControllerSetup,
): Promise<Controller | null> {
  const wanted = spec ?? setup.settings.controller;
  if (wanted === "offline") return null;
  if (wanted === null) return configured(setup);
  const [, kind, model = ""] = /^(openai|hf|azure|ollama):(\S+)$/.exec(wanted.trim()) ?? [];
  switch (kind) {
    case "openai":
      return openAi(model, setup);
    case "hf":
      return huggingFace(model, setup);
    case "azure":
      return azure(model, setup);
    case "ollama":
      return controller("ollama", model, setup, { baseUrl: `${setup.settings.ollamaUrl}/v1`, apiKey: null });
  }
  throw new Fault("CONFIG_INVALID", `Unknown controller "${wanted}"`, {
    wanted: FORMS,
    came: wanted,
    next: "Correct --controller, HUGGINGGPT_CONTROLLER or the configuration file.",
  });
}

async function configured(setup: ControllerSetup): Promise<Controller | null> {
  const { settings, makeFetch } = setup;
  const own = isOwnServer(settings);
  if (settings.openaiApiKey || own) {
    if (!own) return openAi(OPENAI_MODEL, setup);
    const { firstModel } = await import("./first-model.js");
    return openAi((await firstModel(settings, makeFetch("list the server's models"))) ?? OPENAI_MODEL, setup);
  }
  return settings.hfToken ? huggingFace(HF_MODEL, setup) : null;
}

async function openAi(model: string, setup: ControllerSetup): Promise<Controller> {
  const { openaiApiKey: apiKey, openaiBaseUrl: baseUrl } = setup.settings;
  if (!apiKey && !isOwnServer(setup.settings)) {
    throw missing(`openai:${model}`, "OPENAI_API_KEY (or OPENAI_BASE_URL for a server of your own)");
  }
  return controller("openai", model, setup, { baseUrl, apiKey });
}

async function huggingFace(model: string, setup: ControllerSetup): Promise<Controller> {
  const { hfToken: apiKey, hfInferenceEndpoint } = setup.settings;
  if (!apiKey) throw missing(`hf:${model}`, "HF_TOKEN");
  return controller("hf", model, setup, { baseUrl: `${hfInferenceEndpoint}/v1`, apiKey });
}

async function azure(deployment: string, setup: ControllerSetup): Promise<Controller> {
  const { azureEndpoint, azureApiKey: apiKey, azureApiVersion } = setup.settings;
  if (!azureEndpoint) throw missing(`azure:${deployment}`, "AZURE_OPENAI_ENDPOINT");
  if (!apiKey) throw missing(`azure:${deployment}`, "AZURE_OPENAI_API_KEY");
  if (!/^[\w.-]+$/.test(deployment)) {
    throw new Fault("CONFIG_INVALID", `"${deployment}" is no name of a deployment`, {
      wanted: "letters, digits, dots, hyphens and underscores",
      came: deployment,
      next: "Take the deployment's name from the Azure portal.",
    });
  }
  return controller("azure", deployment, setup, {
    baseUrl: `${azureEndpoint}/openai`,
    apiKey,
    azureApiVersion,
  });
}

/** The client library is loaded where there is a controller. */
async function controller(
  kind: string,
  model: string,
  { settings, makeFetch, contextTokens = null }: ControllerSetup,
  server: Omit<ClientOptions, "fetch">,
): Promise<Controller> {
  const { OpenAiController } = await import("./openai-controller.js");
  return new OpenAiController({
    name: `${kind}:${model}`,
    model,
    ...server,
    fetch: makeFetch("ask the language model"),
    secrets: secretsOf(settings),
    contextTokens,
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
