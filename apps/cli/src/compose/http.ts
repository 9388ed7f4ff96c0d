import { type Settings, secretsOf, systemClock } from "@hugginggpt/shared";
import { HttpClient } from "@hugginggpt/shared/http";
import { EnvHttpProxyAgent, setGlobalDispatcher } from "undici";
import type { CliContext } from "../program/cli-context.js";
import { version } from "../program/version.js";

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/** Returns the one HTTP client of the process. Node 20's own fetch knows no proxy variables, so undici's agent serves. */
export function createHttp(
  settings: Settings,
  context: CliContext,
  onWait?: (purpose: string, ms: number) => void,
): HttpClient {
  if (PROXY_VARIABLES.some((name) => context.env[name])) setGlobalDispatcher(new EnvHttpProxyAgent());
  return new HttpClient({
    fetch: globalThis.fetch,
    clock: systemClock,
    random: Math.random,
    userAgent: `hugginggpt/${version()}`,
    secrets: secretsOf(settings),
    ...(onWait ? { onWait } : {}),
  });
}
