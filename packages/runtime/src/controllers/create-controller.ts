import {
  type Controller,
  configuredController,
  didYouMeanForm,
  Fault,
  type FaultCode,
  hasOwnOpenAiServer,
  isFault,
  type Settings,
} from "@hugginggpt/shared";
import type { HttpClient } from "@hugginggpt/shared/http";
import { OpenAiServer, type OpenAiServerOptions } from "@hugginggpt/shared/openai";
import { OpenAiController } from "./openai-controller.js";

const OPENAI_MODEL = "gpt-5-mini";
/** Served by several providers of the Hugging Face router. */
const HF_MODEL = "openai/gpt-oss-120b";

/** What a controller needs besides its name. */
export interface ControllerSetup {
  readonly settings: Settings;
  readonly http: HttpClient;
  /** How long and how often its server is asked; see `OpenAiServerOptions`. */
  readonly patience?: Pick<OpenAiServerOptions, "deadlineMs" | "tries" | "maxWaitMs">;
  /** The size of the model's context; null: whatever its server takes. */
  readonly contextTokens?: number | null;
}

/** The forms of `--controller`. */
const FORMS = ["offline", "openai:<model>", "hf:<model>", "azure:<deployment>", "ollama:<model>"];
const KINDS = ["openai", "hf", "azure", "ollama"] as const;
type Kind = (typeof KINDS)[number];

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
  const { settings } = setup;
  const wanted = spec ?? settings.controller;
  if (wanted === "offline") return null;
  if (wanted !== null) {
    const [, name, model = ""] = /^(\w+):(\S.*)$/.exec(wanted.trim()) ?? [];
    const kind = KINDS.find((one) => one === name);
    if (kind) return controllerAt(kind, model, setup);
    throw unknownController(wanted);
  }
  const kind = configuredController(settings);
  if (kind !== "openai") return kind && controllerAt(kind, HF_MODEL, setup);
  const [model = OPENAI_MODEL, ...others] = hasOwnOpenAiServer(settings) ? await listedModels(setup) : [];
  return controllerAt(kind, model, setup, others);
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

function controllerAt(
  kind: Kind,
  model: string,
  { settings, http, patience, contextTokens = null }: ControllerSetup,
  others: readonly string[] = [],
): Controller {
  const server = { ...serverOf(kind, model, settings), ...patience, http };
  return new OpenAiController({ kind, model, others, ...server, contextTokens });
}

function serverOf(kind: Kind, model: string, settings: Settings): Omit<OpenAiServerOptions, "http"> {
  const required = (value: string | null, variable: string): string => {
    if (value) return value;
    throw missing(`${kind}:${model}`, variable);
  };
  switch (kind) {
    case "openai": {
      const { openaiApiKey: apiKey, openaiBaseUrl: baseUrl } = settings;
      if (hasOwnOpenAiServer(settings)) return { baseUrl, apiKey };
      return {
        baseUrl,
        apiKey: required(apiKey, "OPENAI_API_KEY (or OPENAI_BASE_URL for a server of your own)"),
      };
    }
    case "hf":
      return {
        baseUrl: `${settings.hfInferenceEndpoint}/v1`,
        apiKey: required(settings.hfToken, "HF_TOKEN"),
      };
    case "azure": {
      const { azureApiVersion } = settings;
      const baseUrl = `${required(settings.azureEndpoint, "AZURE_OPENAI_ENDPOINT")}/openai`;
      const apiKey = required(settings.azureApiKey, "AZURE_OPENAI_API_KEY");
      requireDeployment(model);
      return { baseUrl, apiKey, azureApiVersion };
    }
    case "ollama":
      return { baseUrl: `${settings.ollamaUrl}/v1`, apiKey: null };
  }
}

function requireDeployment(name: string): void {
  if (/^[\w.-]+$/.test(name)) return;
  throw new Fault("CONFIG_INVALID", `"${name}" is not a deployment name`, {
    wanted: "letters, digits, dots, hyphens and underscores",
    came: name,
    next: "Take the deployment's name from the Azure portal.",
  });
}

function unknownController(name: string): Fault {
  return new Fault("CONFIG_INVALID", `Unknown controller "${name}"`, {
    wanted: FORMS.join(", "),
    came: name,
    next: `${didYouMeanForm(name, FORMS)} Correct --controller, HUGGINGGPT_CONTROLLER or the configuration file.`.trimStart(),
  });
}

function missing(name: string, variable: string): Fault {
  return new Fault("CREDENTIALS_MISSING", `The controller ${name} has no credentials`, {
    wanted: variable,
    came: "nothing",
    next: `Set ${variable}, or use --controller offline.`,
  });
}
