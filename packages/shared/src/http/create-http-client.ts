import { type Settings, secretsOf } from "../config/settings.js";
import { systemClock } from "../system-clock.js";
import { HttpClient, type HttpOptions } from "./http-client.js";

/**
 * Returns the HTTP client of a program: by undici and the machine's clock, with the settings' secrets kept out of every
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
