import OpenAI, { AzureOpenAI } from "openai";

export interface ClientOptions {
  /** With `/v1` for a compatible server, with `/openai` for an Azure resource; no slash at the end. */
  readonly baseUrl: string;
  /** Null for a server that wants none. */
  readonly apiKey: string | null;
  /** Set for Azure OpenAI: the model's name is then that of a deployment and stands in the address. */
  readonly azureApiVersion?: string;
  /** Has the deadline and the retries (see `libraryFetch`). */
  readonly fetch: typeof fetch;
}

/** Longer than any deadline of ours: the injected fetch has the deadline. */
const CLIENT_TIMEOUT_MS = 3_600_000;

/** Returns a client that reads nothing from the environment, retries nothing and logs nothing. */
export function openAiClient({ baseUrl, apiKey, azureApiVersion, fetch }: ClientOptions): OpenAI {
  const common = {
    baseURL: baseUrl,
    fetch,
    maxRetries: 0,
    timeout: CLIENT_TIMEOUT_MS,
    organization: null,
    project: null,
    webhookSecret: null,
    adminAPIKey: null,
    logLevel: "off",
  } as const;
  // The clients refuse to be made without a key; a server that wants none ignores this one.
  const key = apiKey ?? "none";
  return azureApiVersion
    ? new AzureOpenAI({ ...common, apiKey: key, apiVersion: azureApiVersion })
    : new OpenAI({ ...common, apiKey: key });
}
