import { bodyObject, type LoopbackRequest } from "./loopback-request.js";
import type { Reply } from "./reply.js";
import { seededRandom } from "./seeded-random.js";

/** Changes, replaces or delays an answer. `honest` makes the answer that would have been sent. */
export type InjectedFault = (
  request: LoopbackRequest,
  honest: () => Promise<Reply>,
) => Reply | Promise<Reply>;

/** Which requests: a part of `METHOD /path?query`, a pattern for it, or a function. */
export type RequestMatcher = string | RegExp | ((request: LoopbackRequest) => boolean);

export interface FaultRule {
  /** Default: every request. */
  readonly match?: RequestMatcher;
  readonly fault: InjectedFault;
  /** How often at most. Default: always. */
  readonly times?: number;
  /** How many matching requests pass unharmed first. Default 0. */
  readonly after?: number;
  /** Share of the matching requests that are hit, 0 to 1, drawn from the server's seed. Default 1. */
  readonly chance?: number;
}

/** A rule in force. */
export interface ActiveRule {
  /** How many requests it has hit. */
  readonly hits: number;
  remove(): void;
}

/** Returns a matcher for requests that name one of these models, in the path or as `model` in a JSON body. */
export function forModel(...ids: readonly string[]): RequestMatcher {
  return (request) => {
    const { model } = bodyObject(request);
    return ids.some(
      (id) =>
        request.path.endsWith(`/${id}`) ||
        request.path.includes(`/${id}/`) ||
        model === id ||
        (typeof model === "string" && model.startsWith(`${id}:`)),
    );
  };
}

/** The faults in force on a server. The first rule that applies to a request is the only one that does. */
export class FaultRules {
  readonly #random: () => number;
  #rules: { rule: FaultRule; seen: number; hits: number }[] = [];

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** Adds a rule after those in force. */
  add(rule: FaultRule): ActiveRule {
    const entry = { rule, seen: 0, hits: 0 };
    this.#rules.push(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => {
        this.#rules = this.#rules.filter((other) => other !== entry);
      },
    };
  }

  /** Removes every rule. */
  clear(): void {
    this.#rules = [];
  }

  /** Returns the fault that hits this request, counting it; null where none does. */
  take(request: LoopbackRequest): InjectedFault | null {
    for (const entry of this.#rules) {
      const { rule } = entry;
      if (!matches(rule.match, request) || entry.hits >= (rule.times ?? Number.POSITIVE_INFINITY)) continue;
      entry.seen++;
      if (entry.seen <= (rule.after ?? 0) || this.#random() >= (rule.chance ?? 1)) continue;
      entry.hits++;
      return rule.fault;
    }
    return null;
  }
}

function matches(match: RequestMatcher | undefined, request: LoopbackRequest): boolean {
  if (match === undefined) return true;
  if (typeof match === "function") return match(request);
  const query = request.query.toString();
  const line = `${request.method} ${request.path}${query ? `?${query}` : ""}`;
  return typeof match === "string" ? line.includes(match) : match.test(line);
}
