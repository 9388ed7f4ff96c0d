import {
  type Controller,
  didYouMeanForm,
  Fault,
  type FaultCode,
  isFault,
  type Settings,
} from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { OpenAiServer, type OpenAiServerOptions } from "@hugginggpt/shared/openai";
import { OpenAiController } from "./openai-controller.js";

const OPENAI_HOST = "api.openai.com";
const OPENAI_MODEL = "gpt-5-mini";
/** Served by several providers of the Hugging Face router. */
const HF_MODEL = "openai/gpt-oss-120b";

/** What a controller needs besides its name. */
export interface ControllerSetup {
  readonly settings: Settings;
  readonly http: HttpClient;
  /** How long and how often its server is asked; see `OpenAiServerOptions`. */
  readonly patience?: Pick<OpenAiServerOptions, "deadlineMs" | "tries" | "maxWaitMs">;
  /** Size of the model's context; null: whatever its server takes. */
  readonly contextTokens?: number | null;
}

/** What `--controller` understands. */
const FORMS = ["offline", "openai:<model>", "hf:<model>", "azure:<deployment>", "ollama:<model>"];

/**
 * Returns the requested controller, or null for the offline one. `spec` is `offline`, `openai:<model>` (OpenAI, or the
 * server of OPENAI_BASE_URL), `hf:<model>` (the Hugging Face router), `azure:<deployment>` or `ollama:<model>`; null
 * uses the settings' and, if that is null too, the first configured of: OPENAI_API_KEY or a custom OPENAI_BASE_URL,
 * HF_TOKEN, else offline. A custom server without a named model is asked for the first one that chats.
 * @throws Fault CONFIG_INVALID for another spec, and for a server without a chat model; CREDENTIALS_MISSING if the
 * requested one has none.
 */
export async function createController(
  spec: string | null,
  setup: ControllerSetup,
): Promise<Controller | null> {
  const wanted = spec ?? setup.settings.controller;
  if (wanted === "offline") return null;
  if (wanted === null) return configured(setup);
  const [, kind, model = ""] = /^(openai|hf|azure|ollama):(\S.*)$/.exec(wanted.trim()) ?? [];
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
    wanted: FORMS.join(", "),
    came: wanted,
    next: `${didYouMeanForm(wanted, FORMS)} Correct --controller, HUGGINGGPT_CONTROLLER or the configuration file.`.trimStart(),
  });
}

async function configured(setup: ControllerSetup): Promise<Controller | null> {
  const { settings } = setup;
  const own = isOwnServer(settings);
  if (settings.openaiApiKey || own) {
    const [model = OPENAI_MODEL, ...others] = own ? await listedModels(setup) : [];
    return openAi(model, setup, others);
  }
  return settings.hfToken ? huggingFace(HF_MODEL, setup) : null;
}

/** What says that a server has no list; anything else stands in the way of a chat too. */
const NO_LIST: readonly FaultCode[] = ["NOT_FOUND", "BAD_REQUEST", "BAD_RESPONSE", "SERVER_ERROR"];

/** A server of the user's own is never asked for a model that it does not have. */
async function listedModels({ settings, http, patience }: ControllerSetup): Promise<readonly string[]> {
  const { openaiBaseUrl: baseUrl, openaiApiKey: apiKey } = settings;
  const server = new OpenAiServer({ baseUrl, apiKey, http, ...patience });
  const { host } = new URL(baseUrl);
  try {
    const models = await server.chatModels("list the server's models");
    if (models.length > 0) return models;
  } catch (error) {
    if (!isFault(error) || !NO_LIST.includes(error.code)) throw error;
    throw new Fault("CONFIG_INVALID", `The server at ${host} does not say which models it has`, {
      came: error.message,
      next: "Name one: --controller openai:<model>, or HUGGINGGPT_CONTROLLER. Check OPENAI_BASE_URL.",
      cause: error,
    });
  }
  throw new Fault("CONFIG_INVALID", `The server at ${host} lists no model that chats`, {
    next: "Load one there, or name it with --controller openai:<model>.",
  });
}

function openAi(model: string, setup: ControllerSetup, others: readonly string[] = []): Controller {
  const { openaiApiKey: apiKey, openaiBaseUrl: baseUrl } = setup.settings;
  if (!apiKey && !isOwnServer(setup.settings)) {
    throw missing(`openai:${model}`, "OPENAI_API_KEY (or OPENAI_BASE_URL for a server of your own)");
  }
  return controller("openai", model, setup, { baseUrl, apiKey, others });
}

function huggingFace(model: string, setup: ControllerSetup): Controller {
  const { hfToken: apiKey, hfInferenceEndpoint } = setup.settings;
  if (!apiKey) throw missing(`hf:${model}`, "HF_TOKEN");
  return controller("hf", model, setup, { baseUrl: `${hfInferenceEndpoint}/v1`, apiKey });
}

function azure(deployment: string, setup: ControllerSetup): Controller {
  const { azureEndpoint, azureApiKey: apiKey, azureApiVersion } = setup.settings;
  if (!azureEndpoint) throw missing(`azure:${deployment}`, "AZURE_OPENAI_ENDPOINT");
  if (!apiKey) throw missing(`azure:${deployment}`, "AZURE_OPENAI_API_KEY");
  if (!/^[\w.-]+$/.test(deployment)) {
    throw new Fault("CONFIG_INVALID", `"${deployment}" is not a deployment name`, {
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

function controller(
  kind: string,
  model: string,
  { http, patience, contextTokens = null }: ControllerSetup,
  server: Omit<OpenAiServerOptions, "http"> & { readonly others?: readonly string[] },
): Controller {
  return new OpenAiController({
    kind,
    model,
    ...server,
    ...patience,
    http,
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
