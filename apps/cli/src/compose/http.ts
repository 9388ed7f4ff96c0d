import { Fault, type Settings } from "@hugginggpt/shared";
import { createHttpClient, type HttpClient, type HttpOptions, type Transport } from "@hugginggpt/shared/http";
import type { CliContext } from "../program/cli-context.js";
import { version } from "../program/version.js";

const PROXY_VARIABLES = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/** Returns the one HTTP client of the process. */
export function createHttp(
  settings: Settings,
  context: CliContext,
  { onWait, offline = false }: HttpUse = {},
): HttpClient {
  const proxied = PROXY_VARIABLES.some((name) => context.env[name]);
  return createHttpClient(settings, `hugginggpt/${version()}`, {
    proxied,
    onWait,
    ...(offline ? { transport: refuse } : {}),
  });
}

interface HttpUse {
  readonly onWait?: HttpOptions["onWait"];
  /** Whether every request is refused. */
  readonly offline?: boolean;
}

const refuse: Transport = async ({ url }) => {
  throw new Fault("EGRESS_BLOCKED", `${url.host} was not contacted: --offline allows no network`, {
    next: "Leave out --offline (or HUGGINGGPT_OFFLINE) if you need it.",
  });
};
