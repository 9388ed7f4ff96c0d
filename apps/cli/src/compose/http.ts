import { type Settings, secretsOf, systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";
import type { CliContext } from "../program/cli-context.js";
import { version } from "../program/version.js";

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/**
 * A run makes fewer requests, a sync that reads cards far more. To load undici takes as long as some hundred requests save.
 */
const LIGHT_AFTER = 25;

/** Returns the one HTTP client of the process. */
export function createHttp(
  settings: Settings,
  context: CliContext,
  onWait?: (purpose: string, ms: number) => void,
): HttpClient {
  const proxied = PROXY_VARIABLES.some((name) => context.env[name]);
  return new HttpClient({
    fetch: proxied ? fetchByProxy : globalThis.fetch,
    proxied,
    lightAfter: LIGHT_AFTER,
    allowPrivateNetwork: settings.allowPrivateNetwork,
    clock: systemClock,
    random: Math.random,
    userAgent: `hugginggpt/${version()}`,
    secrets: secretsOf(settings),
    ...(onWait ? { onWait } : {}),
  });
}

let agentSet: Promise<void> | null = null;

/** Node 20's own fetch knows no proxy variables, so undici's agent serves; it is loaded with the first request. */
async function fetchByProxy(...request: Parameters<typeof globalThis.fetch>): Promise<Response> {
  agentSet ??= import("undici").then(({ EnvHttpProxyAgent, setGlobalDispatcher }) =>
    setGlobalDispatcher(new EnvHttpProxyAgent()),
  );
  await agentSet;
  return globalThis.fetch(...request);
}
