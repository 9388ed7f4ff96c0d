import { type Settings, secretsOf } from "../config/settings.js";
import { systemClock } from "../system-clock.js";
import { HttpClient, type HttpOptions } from "./http-client.js";

/**
 * Returns a program's HTTP client, with undici and the system clock. It keeps the settings' secrets out of every
 * error. `userAgent`: the program and its version, `name/1.2`.
 */
export function createHttpClient(
  settings: Settings,
  userAgent: string,
  options: Pick<HttpOptions, "proxied" | "onWait" | "transport"> = {},
): HttpClient {
  return new HttpClient({
    allowPrivateNetwork: settings.allowPrivateNetwork,
    clock: systemClock,
    random: Math.random,
    userAgent,
    secrets: secretsOf(settings),
    ...options,
  });
}
