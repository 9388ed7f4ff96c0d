import type { Fault } from "../errors/fault.js";

/**
 * What of a chat request a server may not take: a JSON schema, a system message, usage in streams, streams, a limit.
 */
export type Option = "schema" | "system" | "usage" | "stream" | "max_tokens" | "max_completion_tokens";

/** Statuses that say nothing of what was asked: who asks, how often, and a server that is busy. */
const NOT_ABOUT_THE_REQUEST: readonly number[] = [401, 402, 403, 407, 408, 425, 429, 503];

/** What is known of the options that a server takes; learned from what it refused and then took. */
export class ServerOptions {
  readonly #refused: Set<Option>;

  /** `refused`: options that the server is known not to take. */
  constructor(refused: readonly Option[] = []) {
    this.#refused = new Set(refused);
  }

  /** Returns those of the wanted options that may be used; of the two limits the first. */
  usable(wanted: readonly Option[]): Option[] {
    const allowed = wanted.filter((option) => !this.#refused.has(option));
    return allowed.includes("max_tokens")
      ? allowed.filter((one) => one !== "max_completion_tokens")
      : allowed;
  }

  /** Remembers that the server does not take these options. */
  refuse(options: readonly Option[]): void {
    for (const option of options) this.#refused.add(option);
  }
}

/** Returns the options in use that a refusal names. */
export function optionsNamed({ about }: Fault, used: readonly Option[]): Option[] {
  return used.filter((option) => about.includes(TOPICS[option]));
}

/** Returns true for a refusal that may be about an option which it does not name. */
export function mayBeAboutOptions({ code, status, about }: Fault): boolean {
  if (status === undefined || NOT_ABOUT_THE_REQUEST.includes(status)) return false;
  if (about.includes("not-chat")) return false;
  return !about.includes("context-length") && code !== "FILTERED" && code !== "CREDENTIALS_REJECTED";
}

const TOPICS = {
  schema: "schema",
  system: "system",
  usage: "usage",
  stream: "stream",
  max_tokens: "limit",
  max_completion_tokens: "limit",
} as const;
