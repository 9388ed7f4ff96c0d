import { type Settings, secretsOf } from "../config/settings.js";
import { systemClock } from "../system-clock.js";
import { HttpClient } from "./http-client.js";

/**
 * Returns the HTTP client of a program that needs no proxy: by Node's own fetch, the machine's clock, and with the
 * settings' secrets kept out of every error. `userAgent`: the program and its version, `name/1.2`.
 */
export function createHttpClient(settings: Settings, userAgent: string): HttpClient {
  return new HttpClient({
    fetch: globalThis.fetch,
    allowPrivateNetwork: settings.allowPrivateNetwork,
    clock: systemClock,
    random: Math.random,
    userAgent,
    secrets: secretsOf(settings),
  });
}
