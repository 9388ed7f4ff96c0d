import {
  type CallUsage,
  type Candidate,
  type Clock,
  type Emit,
  type Endpoint,
  type EndpointPrice,
  Fault,
  NO_CAPS,
  NO_USAGE,
  type RunCaps,
  type RunUsage,
  withCall,
} from "@hugginggpt/shared";
import type { CallMeter, OpenCall, PlannedCall } from "../executor/call-meter.js";
import { Bell } from "./bell.js";

export interface SpendingOptions {
  readonly caps: RunCaps;
  readonly clock: Pick<Clock, "now">;
  readonly emit: Emit;
  /** When the run's time ends, in milliseconds since the epoch; null: never. */
  readonly stopsAt: number | null;
  /** The price of a call to the language model; null if unknown. */
  readonly controllerPrice: EndpointPrice | null;
  /** The usage of earlier processes. */
  readonly before?: RunUsage | undefined;
}

/** The most tokens of an answer under a cap on the cost. */
const OUTPUT_TOKENS = 4_096;
const PER_MILLION = 1_000_000;
/** Sums of dollars are not exact. */
const ROUNDING = 1e-9;

/** Counts a run's usage and keeps it under the caps: no call begins whose worst case does not fit. */
export class Spending implements CallMeter {
  readonly #options: SpendingOptions;
  #usage: RunUsage;
  /** The number of running calls. */
  #open = 0;
  /** US dollars reserved for running calls. */
  #reserved = 0;
  /** Rings when a call has ended. */
  readonly #bell = new Bell();

  constructor(options: SpendingOptions) {
    this.#options = options;
    this.#usage = options.before ?? NO_USAGE;
  }

  /** The usage so far. */
  get usage(): RunUsage {
    return this.#usage;
  }

  /** When the run's time ends, in milliseconds since the epoch; null: never. */
  get stopsAt(): number | null {
    return this.#options.stopsAt;
  }

  /** Why no call may begin any more; null if one may. */
  get over(): string | null {
    const { caps, clock, stopsAt } = this.#options;
    const calls = this.#usage.llmCalls + this.#usage.modelCalls + this.#open;
    if (stopsAt !== null && clock.now() >= stopsAt)
      return `The run's ${(caps.maxMs ?? 0) / 1000} s have passed`;
    if (caps.maxCalls !== null && calls >= caps.maxCalls)
      return `The run has made ${caps.maxCalls === 1 ? "one call" : `${caps.maxCalls} calls`}, the most that --max-calls allows`;
    return null;
  }

  async begin(call: PlannedCall): Promise<OpenCall> {
    const price = call.caller === "controller" ? this.#options.controllerPrice : call.price;
    const worst = this.#worstOf(price, call);
    for (;;) {
      if (this.over !== null) throw reached(this.over);
      if (this.#fits(worst, call)) break;
      await this.#bell.next();
    }
    this.#reserved += worst;
    this.#open++;
    const isBounded = this.#options.caps.maxCost !== null && price !== null && price.output > 0;
    let isOpen = true;
    return {
      maxOutputTokens: isBounded ? OUTPUT_TOKENS : undefined,
      end: (usage, isCharged) => {
        if (!isOpen) throw new Error("Internal error: a call ended twice");
        isOpen = false;
        return this.#end(call, price, worst, usage, isCharged);
      },
    };
  }

  /**
   * Returns the most that a call can cost, in US dollars; 0 if its price is unknown and the cost has no cap.
   * @throws Fault LIMIT_REACHED if its price is unknown and the cost has a cap.
   */
  #worstOf(price: EndpointPrice | null, { inputTokens, model, endpoint, caller }: PlannedCall): number {
    const { maxCost, assumeCost } = this.#options.caps;
    if (price !== null) return costOf(price, inputTokens(), OUTPUT_TOKENS);
    if (assumeCost !== null || maxCost === null) return assumeCost ?? 0;
    throw priceUnknown(caller === "controller" ? model : `${model} at ${endpoint}`);
  }

  /** Returns true if a call fits now. @throws Fault LIMIT_REACHED if it would not fit even alone. */
  #fits(worst: number, { model }: PlannedCall): boolean {
    const { maxCost } = this.#options.caps;
    if (maxCost === null) return true;
    const left = maxCost - this.#usage.cost;
    if (worst > left + ROUNDING) {
      const money = `$${shown(worst)} and $${shown(Math.max(0, left))} of $${shown(maxCost)} is left`;
      throw reached(`A call to ${model} can cost ${money}`);
    }
    return worst <= left - this.#reserved + ROUNDING;
  }

  #end(
    call: PlannedCall,
    price: EndpointPrice | null,
    worst: number,
    usage: CallUsage,
    isCharged: boolean,
  ): number | null {
    this.#reserved -= worst;
    this.#open--;
    const assumed = price === null && this.#options.caps.assumeCost !== null && isCharged;
    const known = price === null ? (assumed ? worst : null) : actual(price, worst, usage);
    const cost = isCharged && !usage.reused ? known : 0;
    const { task, model, endpoint } = call;
    const ended = { model, endpoint, usage, cost, ...(assumed ? { assumed } : {}) };
    if (!usage.reused) {
      this.#usage = withCall(this.#usage, ended);
      this.#options.emit({ type: "call-ended", ...(task === undefined ? {} : { task }), ...ended });
    }
    this.#bell.ring();
    return cost;
  }
}

/** Returns the fault for a call that a cap prevents. */
function reached(why: string): Fault {
  return new Fault("LIMIT_REACHED", why, { next: "Raise --max-cost, --max-calls or --max-time." });
}

/** Returns the cost of a call; the worst case if the answer does not count its tokens. */
function actual(price: EndpointPrice, worst: number, { inputTokens, outputTokens }: CallUsage): number {
  const isCounted = inputTokens !== undefined && outputTokens !== undefined;
  return isCounted ? costOf(price, inputTokens, outputTokens) : worst;
}

function costOf(
  { input, output, call = 0 }: EndpointPrice,
  inputTokens: number,
  outputTokens: number,
): number {
  return call + (input * inputTokens + output * outputTokens) / PER_MILLION;
}

function shown(dollars: number): string {
  return String(Number(dollars.toPrecision(3)));
}

/**
 * Checks before execution that a cap on the cost can be kept: each task needs a candidate that is free or whose price
 * is known or assumed. Tasks without candidates are skipped.
 * @throws Fault LIMIT_REACHED for the first task without one.
 */
export function requirePrices(
  found: Iterable<readonly Candidate[]>,
  { caps = NO_CAPS }: { readonly caps?: RunCaps | undefined },
  controllerPrice: EndpointPrice | null,
): void {
  if (caps.maxCost === null || caps.assumeCost !== null) return;
  const isPriced = (endpoint: Endpoint): boolean => {
    if (endpoint.kind === "builtin" || endpoint.kind === "local") return true;
    return (endpoint.kind === "controller" ? controllerPrice : (endpoint.price ?? null)) !== null;
  };
  for (const candidates of found) {
    const [first] = candidates;
    if (first && !candidates.some(({ endpoints }) => endpoints.some(isPriced)))
      throw priceUnknown(first.model.id);
  }
}

/** Returns the fault for a call of unknown price under a cap on the cost. */
function priceUnknown(what: string): Fault {
  return new Fault("LIMIT_REACHED", "Price unknown: add --assume-cost 0.01 or drop --max-cost", {
    next: `No price is known for ${what}; --assume-cost is the most that a call can cost.`,
  });
}
