import type { Fault } from "../errors/fault.js";

/**
 * The parts of a chat request that a server may not take: a JSON schema, a system message, usage in streams, streams,
 * a limit.
 */
export type Option = "schema" | "system" | "usage" | "stream" | "max_tokens" | "max_completion_tokens";

/** Statuses that are not about the request's content: the caller, the rate, or a busy server. */
const NOT_ABOUT_THE_REQUEST: readonly number[] = [401, 402, 403, 407, 408, 425, 429, 503];

/** The options that a server takes, learned from its refusals. */
export class ServerOptions {
  readonly #refused: Set<Option>;

  /** `refused`: options that the server does not take. */
  constructor(refused: readonly Option[] = []) {
    this.#refused = new Set(refused);
  }

  /** Returns the wanted options that may be used; of the two limits only the first. */
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

/** Returns the used options that a refusal names. */
export function optionsNamed({ about }: Fault, used: readonly Option[]): Option[] {
  return used.filter((option) => about.includes(TOPICS[option]));
}

/** Returns true for a refusal that may be about an option without naming it. */
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
