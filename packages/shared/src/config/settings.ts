import { Fault } from "../errors/fault.js";

/** Everything that is read from the environment, once. Empty variables count as absent. */
export interface Settings {
  readonly hfToken: string | null;
  /** The Hub. */
  readonly hfEndpoint: string;
  /** The inference router. */
  readonly hfInferenceEndpoint: string;
  readonly openaiApiKey: string | null;
  readonly openaiBaseUrl: string;
  /** `offline`, `openai:<model>` or `hf:<model>`; null: by what is configured. */
  readonly controller: string | null;
  /** `hashed`, `openai:<model>` or `hf:<model>`. */
  readonly embedder: string;
  /** Where the local state lies; null: found by the command. */
  readonly home: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the settings that an environment gives, defaults filled in, base addresses without a trailing slash.
 * @throws Fault CONFIG_INVALID when an address is no http(s) URL.
 */
export function readSettings(env: Environment): Settings {
  const value = (name: string): string | null => env[name]?.trim() || null;
  return {
    hfToken: value("HF_TOKEN"),
    hfEndpoint: baseUrl("HF_ENDPOINT", value("HF_ENDPOINT") ?? "https://huggingface.co"),
    hfInferenceEndpoint: baseUrl(
      "HF_INFERENCE_ENDPOINT",
      value("HF_INFERENCE_ENDPOINT") ?? "https://router.huggingface.co",
    ),
    openaiApiKey: value("OPENAI_API_KEY"),
    openaiBaseUrl: baseUrl("OPENAI_BASE_URL", value("OPENAI_BASE_URL") ?? "https://api.openai.com/v1"),
    controller: value("HUGGINGGPT_CONTROLLER"),
    embedder: value("HUGGINGGPT_EMBEDDER") ?? "hashed",
    home: value("HUGGINGGPT_HOME"),
  };
}

/** Returns the secrets among the settings, for redaction. */
export function secretsOf(settings: Settings): string[] {
  return [settings.hfToken, settings.openaiApiKey].filter((secret) => secret !== null);
}

function baseUrl(name: string, value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new Fault("CONFIG_INVALID", `${name} is no http(s) address`, {
      wanted: "an address such as https://huggingface.co",
      came: value,
      next: `Correct ${name} or unset it.`,
    });
  }
  return value.replace(/\/+$/, "");
}
