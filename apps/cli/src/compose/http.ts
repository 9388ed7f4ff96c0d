import type { Settings } from "@hugginggpt/shared";
import { createHttpClient, type HttpClient } from "@hugginggpt/shared/http";
import type { CliContext } from "../program/cli-context.js";
import { version } from "../program/version.js";

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/** Returns the one HTTP client of the process. */
export function createHttp(
  settings: Settings,
  context: CliContext,
  onWait?: (purpose: string, ms: number) => void,
): HttpClient {
  const proxied = PROXY_VARIABLES.some((name) => context.env[name]);
  return createHttpClient(settings, `hugginggpt/${version()}`, { proxied, ...(onWait ? { onWait } : {}) });
}
